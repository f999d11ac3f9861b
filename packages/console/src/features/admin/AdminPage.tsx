import type { ReactNode } from 'react'
import { iconPlus } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'

type AdminPageProps = {
  title: string
  add: string
  onAdd: () => void
  read: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown }
  children: ReactNode
}

/** The frame of every administrative page: what it is, how to add one, and the table once it is read. */
export function AdminPage({ title, add, onAdd, read, children }: AdminPageProps) {
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{title}</h1>
        <span className="sp" />
        <Button icon={iconPlus} onClick={onAdd}>
          {add}
        </Button>
      </div>
      <div className="scroll">
        {read.isPending && <Skeleton kind="rows" />}
        {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {children}
      </div>
    </main>
  )
}
