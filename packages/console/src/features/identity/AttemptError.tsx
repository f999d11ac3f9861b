import { iconAlert } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'

type AttemptErrorProps = { id?: string; error: string | null }

/** What went wrong, in the server's words. */
export function AttemptError({ id, error }: AttemptErrorProps) {
  if (!error) return null
  return (
    <p className="err" id={id} role="alert">
      <Icon of={iconAlert} />
      <span>{error}</span>
    </p>
  )
}
