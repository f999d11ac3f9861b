import type { StreamItem } from '../state/stream-items.ts'
import { DayLine } from './day-line.tsx'
import { EventLine } from './event-line.tsx'
import { TransactionCardView } from './transaction-card.tsx'

/** What stands between what people say. */
export function Between({ item }: { item: Exclude<StreamItem, { kind: 'group' }> }) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />
    case 'event':
      return <EventLine view={item.view} />
    case 'transaction':
      return <TransactionCardView transaction={item.view.transaction} />
  }
}
