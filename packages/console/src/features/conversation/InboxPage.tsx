import { Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { ListColumn } from './list/ListColumn.tsx'
import { parseListId } from './list/list-id.ts'

const SearchColumn = lazy(() => import('../search/SearchColumn.tsx'))

/** A list on the left, what it opened on the right. */
export function InboxPage() {
  const { list } = useParams({ from: '/inbox/$list' })
  const listId = parseListId(list)
  return (
    <div className="inbox">
      {listId.kind === 'search' ? (
        <Suspense
          fallback={
            <section className="col listcol">
              <Skeleton kind="rows" />
            </section>
          }
        >
          <SearchColumn />
        </Suspense>
      ) : (
        <ListColumn key={list} listId={listId} />
      )}
      <Outlet />
    </div>
  )
}
