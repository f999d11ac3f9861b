import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failure } from '../ui/Failure.tsx'

/** A page that broke, or whose code could not be loaded after a new version: start it afresh. */
export function RouteFailure({ error }: ErrorComponentProps) {
  return (
    <main className="col lone">
      <Failure error={error} onRetry={() => window.location.reload()} />
    </main>
  )
}
