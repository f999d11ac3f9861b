import type { ConversationListQuery, SavedView } from '@yingda/protocol/http/staff.ts'
import { asTeamId } from '../../../app/ids.ts'

export const FIXED_LISTS = ['desk', 'waiting', 'mentions', 'snoozed', 'all'] as const
export type FixedList = (typeof FIXED_LISTS)[number]

/** Which list the address bar names: `desk`, `team-<id>`, `view-<id>`, `search`. */
export type ListId = { kind: 'fixed'; list: FixedList } | { kind: 'team'; teamId: string } | { kind: 'saved'; viewId: string } | { kind: 'search' }

export function parseListId(text: string): ListId {
  const fixed = FIXED_LISTS.find((list) => list === text)
  if (fixed) return { kind: 'fixed', list: fixed }
  if (text.startsWith('team-')) return { kind: 'team', teamId: text.slice(5) }
  if (text.startsWith('view-')) return { kind: 'saved', viewId: text.slice(5) }
  return text === 'search' ? { kind: 'search' } : { kind: 'fixed', list: 'desk' }
}

export function formatListId(list: ListId): string {
  if (list.kind === 'fixed') return list.list
  if (list.kind === 'team') return `team-${list.teamId}`
  return list.kind === 'saved' ? `view-${list.viewId}` : 'search'
}

/** What a person narrows a list by; remembered per list. */
const FILTERS = ['status', 'questionType', 'assignee', 'language'] as const
export type ListFilters = Pick<Partial<ConversationListQuery>, (typeof FILTERS)[number]>

export type RowQuery = Omit<Partial<ConversationListQuery>, 'cursor' | 'limit' | 'ids'>

/** The query behind a list; null while a saved view is not known yet, and for the search, which has its own door. */
export function queryOfList(list: ListId, filters: ListFilters, savedViews: readonly SavedView[] | undefined): RowQuery | null {
  if (list.kind === 'search') return null
  if (list.kind === 'fixed') return { view: list.list, ...filters }
  if (list.kind === 'team') return { view: 'waiting', team: asTeamId(list.teamId), ...filters }
  const saved = savedViews?.find((view) => view.id === list.viewId)
  if (!saved) return null
  const { cursor: _cursor, limit: _limit, ids: _ids, ...query } = saved.query
  return { ...query, ...filters }
}

/** Whether what a person chose makes it another list than it is by itself; to widen a saved view does too. */
export function isChanged(list: ListId, filters: ListFilters, savedViews: readonly SavedView[] | undefined): boolean {
  const [own, chosen] = [queryOfList(list, {}, savedViews), queryOfList(list, filters, savedViews)]
  return FILTERS.some((name) => own?.[name] !== chosen?.[name])
}

/** A waiting list holds open conversations by its nature, so asking for closed ones there widens it to all of the team. */
export function widened(query: RowQuery): RowQuery {
  return query.view === 'waiting' && query.status !== undefined && query.status !== 'open' ? { ...query, view: 'all' } : query
}
