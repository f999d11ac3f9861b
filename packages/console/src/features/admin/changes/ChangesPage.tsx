import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { iconLock, iconTable } from '@yingda/ui/icons.ts'
import { isRefused } from '../../../app/http/refusal.ts'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { EmptyState } from '../../../app/ui/EmptyState.tsx'
import { Failure } from '../../../app/ui/Failure.tsx'
import { Skeleton } from '../../../app/ui/Skeleton.tsx'
import { ChangeLine } from './ChangeLine.tsx'
import { getChanges } from './changes-api.ts'

/** Who changed which setting of the desk, from what to what. Nothing can be done here but read. */
export default function ChangesPage() {
  const { t } = useTranslation()
  const read = useInfiniteQuery({
    queryKey: keys.settingChanges,
    queryFn: ({ pageParam, signal }) => getChanges(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const pages = read.data?.pages ?? []
  const isDenied = isRefused(read.error, 'permission.denied')
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1 id="changes">{t('changes.title')}</h1>
      </div>
      <div className="scroll" role="region" aria-labelledby="changes" tabIndex={0}>
        <p className="quiet">{t('changes.sub')}</p>
        {read.isPending && <Skeleton kind="rows" />}
        {isDenied && <EmptyState icon={iconLock} title={t('denied.title')} next={t('denied.next')} />}
        {!read.isPending && !read.data && !isDenied && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {pages[0]?.changes.length === 0 && <EmptyState icon={iconTable} title={t('changes.none')} next={t('changes.noneNext')} />}
        {pages[0] !== undefined && pages[0].changes.length > 0 && (
          <table className="grid changes" aria-labelledby="changes">
            <thead>
              <tr>
                <th scope="col">{t('changes.at')}</th>
                <th scope="col">{t('changes.by')}</th>
                <th scope="col">{t('changes.what')}</th>
              </tr>
            </thead>
            <tbody>{pages.flatMap(({ changes, names }) => changes.map((change) => <ChangeLine key={change.id} change={change} names={names} />))}</tbody>
          </table>
        )}
        {read.hasNextPage && (
          <Button className="more" busy={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
            {t('list.more')}
          </Button>
        )}
      </div>
    </main>
  )
}
