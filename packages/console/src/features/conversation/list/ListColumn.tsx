import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconFilter, iconSort } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { keys } from '../../../app/query-keys.ts'
import { useListStream } from '../../../app/sync/use-sync.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Failure } from '../../../app/ui/Failure.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { Skeleton } from '../../../app/ui/Skeleton.tsx'
import { getSavedViews } from '../conversation-api.ts'
import { useTeamName } from '../use-team-name.ts'
import { ListEmpty } from './ListEmpty.tsx'
import { ListHeadings } from './ListHeadings.tsx'
import { ListHints } from './ListHints.tsx'
import { listLines } from './list-lines.ts'
import { formatListId, isChanged, queryOfList, widened, type ListId } from './list-id.ts'
import { useListSettings } from './list-settings.ts'
import { RowList } from './RowList.tsx'
import { groupRows, orderAfter, orderRows, type RowOrder } from './rows.ts'
import { useConversationList } from './use-conversation-list.ts'

const FilterPanel = lazy(() => import('./FilterPanel.tsx'))

type ListColumnProps = { listId: Exclude<ListId, { kind: 'search' }> }

/** One list: its name, order and filter, the rows, the keys at its foot. */
export function ListColumn({ listId }: ListColumnProps) {
  const { t } = useTranslation()
  const me = useMe()
  const name = formatListId(listId)
  const isDesk = name === 'desk'
  const [settings, change] = useListSettings(me.id, name, firstOrder(listId))
  const [filtering, setFiltering] = useState(false)
  const savedViews = useQuery({ queryKey: keys.views, queryFn: ({ signal }) => getSavedViews(signal), staleTime: Infinity }).data?.views
  const teamName = useTeamName()

  const query = queryOfList(listId, settings.filters, savedViews)
  const list = useConversationList(query && widened(query))
  const isFiltered = isChanged(listId, settings.filters, savedViews)
  // The desk ends with what can be taken from the queues.
  const toTake = useConversationList(isDesk && !isFiltered ? { view: 'waiting' } : null)
  useListStream(
    streamOf(
      listId,
      me.teams.map((team) => team.id),
    ),
  )

  const more = list.hasNextPage || (isDesk && toTake.hasNextPage)
  const lines = useMemo(() => {
    const rows = [list.data, isDesk && !isFiltered ? toTake.data : undefined].flatMap((data) => data?.pages.flatMap((page) => page.rows) ?? [])
    const groups = groupRows(orderRows(rows, settings.order), me.id, isDesk ? 'desk' : 'other')
    return listLines(groups, { folded: settings.folded, more, heads: isDesk ? 'always' : 'of_several' })
  }, [list.data, toTake.data, isDesk, isFiltered, settings.order, settings.folded, me.id, more])

  const title =
    listId.kind === 'fixed'
      ? t(`list.${listId.list}`)
      : listId.kind === 'team'
        ? teamName(listId.teamId, t('list.queue'))
        : (savedViews?.find((view) => view.id === listId.viewId)?.name ?? t('list.savedView'))

  return (
    <section className="col listcol" aria-label={t('list.label')}>
      <div className="hd">
        <h1 title={title}>{title}</h1>
        <span className="sp" />
        <Button
          icon={iconSort}
          aria-label={t('list.orderIs', { order: t(`list.order.${settings.order}`), next: t(`list.order.${orderAfter(settings.order)}`) })}
          onClick={() => change({ order: orderAfter(settings.order) })}
        >
          {t(`list.order.${settings.order}`)}
        </Button>
        <IconButton
          icon={iconFilter}
          label={t('filter.title')}
          aria-expanded={filtering}
          className={isFiltered ? 'on' : ''}
          onClick={() => setFiltering(true)}
        />
        {filtering && (
          <Suspense>
            <FilterPanel
              listId={listId}
              query={query}
              filters={settings.filters}
              onChange={(filters) => change({ filters })}
              onClose={() => setFiltering(false)}
            />
          </Suspense>
        )}
      </div>
      <ListHeadings isSnoozed={name === 'snoozed'} />
      {list.isPending && <Skeleton kind="rows" />}
      {list.isError && !list.data && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && lines.length === 0 && <ListEmpty list={listId} filtered={isFiltered} onClear={() => change({ filters: {} })} />}
      {lines.length > 0 && (
        <RowList
          list={name}
          lines={lines}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
          onFold={(id) => change({ folded: settings.folded.includes(id) ? settings.folded.filter((other) => other !== id) : [...settings.folded, id] })}
        />
      )}
      <ListHints />
    </section>
  )
}

/** One's own by what presses most; a line in turn; whatever else by what happened last. */
function firstOrder(listId: ListId): RowOrder {
  if (listId.kind === 'fixed' && listId.list === 'desk') return 'promise_left'
  return listId.kind === 'team' || (listId.kind === 'fixed' && listId.list === 'waiting') ? 'longest_wait' : 'newest_change'
}

/** Own desk and own queues are always followed; a wider list needs a stream more. */
function streamOf(listId: ListId, myTeams: readonly string[]): string | null {
  if (listId.kind === 'team') return myTeams.some((id) => id === listId.teamId) ? null : `queue:${listId.teamId}`
  return listId.kind === 'saved' || (listId.kind === 'fixed' && (listId.list === 'all' || listId.list === 'waiting')) ? 'list:all' : null
}
