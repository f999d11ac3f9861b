import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '@yingda/protocol/permissions.ts'
import { iconLock, iconPlus } from '@yingda/ui/icons.ts'
import { isRefused } from '../../app/http/refusal.ts'
import { useMe } from '../../app/me.ts'
import { Button } from '../../app/ui/Button.tsx'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'

type AdminPageProps = {
  title: string
  add: string
  /** What adding needs. Without it the page offers nothing to add. */
  permission?: Permission
  onAdd: () => void
  read: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown }
  children: ReactNode
}

/** The frame of every administrative page: what it is, how to add one, and the table once it is read. Who may not read it is told so, and offered nothing. */
export function AdminPage({ title, add, permission, onAdd, read, children }: AdminPageProps) {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const isDenied = isRefused(read.error, 'permission.denied')
  const mayAdd = !isDenied && (permission === undefined || permissions.includes(permission))
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{title}</h1>
        <span className="sp" />
        {mayAdd && (
          <Button icon={iconPlus} onClick={onAdd}>
            {add}
          </Button>
        )}
      </div>
      <div className="scroll">
        {read.isPending && <Skeleton kind="rows" />}
        {isDenied && <EmptyState icon={iconLock} title={t('denied.title')} next={t('denied.next')} />}
        {!read.isPending && !read.data && !isDenied && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {children}
      </div>
    </main>
  )
}
