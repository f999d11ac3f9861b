import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { ConversationList, ConversationListQuery } from '@yingda/protocol/http/staff.ts'
import { getConversations } from '../../features/conversation/conversation-api.ts'
import { pagesToKeep, patchPages } from '../../features/conversation/list/rows.ts'
import { keys } from '../query-keys.ts'
import { readAgain } from './read-again.ts'

/** More ids than the query's `ids` may hold (4,000 characters) are read as everything. */
const MOST_IDS = 100

type Pages = InfiniteData<ConversationList, string | null>

/**
 * Reads changed conversations again in every list that is shown, through the ordinary query, so that filter and
 * permission are judged by the server alone: what does not come back has left that list.
 *
 * @param inSight the rows on the screen: of a long list, what lies far behind them is read when somebody goes there
 */
export async function rereadLists(client: QueryClient, what: readonly string[] | 'everything', inSight: ReadonlySet<string>): Promise<void> {
  void readAgain(client, { queryKey: keys.counts })
  if (what === 'everything' || what.length > MOST_IDS) {
    // A page is asked for after the one before it has come: ten thousand rows would be two hundred, one by one.
    client.setQueriesData<Pages>({ queryKey: keys.lists }, (held) => held && firstPages(held, pagesToKeep(held.pages, inSight)))
    await readAgain(client, { queryKey: keys.lists })
    return
  }
  const shown = client.getQueryCache().findAll({ queryKey: keys.lists, type: 'active' })
  void client.invalidateQueries({ queryKey: keys.lists, type: 'inactive', refetchType: 'none' })
  await Promise.all(shown.map((query) => reread(client, query.queryKey, what)))
}

async function reread(client: QueryClient, queryKey: readonly unknown[], ids: readonly string[]): Promise<void> {
  const query = queryKey[2] as Partial<ConversationListQuery> // the shape keys.list gives every list's key
  const isFetching = (): boolean => client.isFetching({ queryKey, exact: true }) > 0
  const readAll = (): Promise<void> => readAgain(client, { queryKey, exact: true })
  if (isFetching()) return readAll()
  const { rows } = await getConversations({ ...query, ids: ids.join(','), limit: 200 })
  // A further page asked for meanwhile comes with the rows it began from, and would put the old ones back.
  if (isFetching()) return readAll()
  client.setQueryData<Pages>(queryKey, (held) => held && { ...held, pages: patchPages(held.pages, ids, rows) })
}

/** undefined: there are no more than these. */
const firstPages = ({ pages, pageParams }: Pages, count: number): Pages | undefined =>
  pages.length > count ? { pages: pages.slice(0, count), pageParams: pageParams.slice(0, count) } : undefined
