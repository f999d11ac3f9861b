import type { StreamItem } from '../state/stream-items.ts'
import { DayLine } from './day-line.tsx'
import { EventLine } from './event-line.tsx'
import { TransactionCardView } from './transaction-card.tsx'

/** What stands between what people say. */
export function Between({ item }: { item: Exclude<StreamItem, { kind: 'group' }> }) {
  if (item.kind === 'day') return <DayLine at={item.at} />
  if (item.view.kind === 'transaction') return <TransactionCardView transaction={item.view.transaction} />
  return <EventLine view={item.view} />
}
