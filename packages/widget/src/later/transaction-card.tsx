import type { TransactionCard } from '@yingda/protocol/entries/views.ts'
import { isComingIn } from '@yingda/protocol/coming-in.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import type { Plain } from './state-looks.ts'
import { iconClock, iconDone, iconFail, iconHold, iconRefund, iconScale } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useDeskState } from '../ui/use-desk.ts'
import { timeOf } from '../ui/when.ts'
import { dayAndTime } from './days.ts'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

type Look = { readonly word: Plain; readonly icon: string; readonly tone: '' | 'wait' | 'done' }

const STATUS: Readonly<Record<TransactionCard['status'], Look>> = {
  created: { word: 'statusCreated', icon: iconClock, tone: '' },
  pending_user: { word: 'statusPendingUser', icon: iconClock, tone: 'wait' },
  authorised: { word: 'statusAuthorised', icon: iconHold, tone: 'wait' },
  processing: { word: 'statusProcessing', icon: iconClock, tone: 'wait' },
  unknown: { word: 'statusUnknown', icon: iconClock, tone: 'wait' },
  completed: { word: 'statusCompleted', icon: iconDone, tone: 'done' },
  failed: { word: 'statusFailed', icon: iconFail, tone: '' },
  cancelled: { word: 'statusCancelled', icon: iconFail, tone: '' },
  held: { word: 'statusHeld', icon: iconHold, tone: 'wait' },
  returned: { word: 'statusReturned', icon: iconRefund, tone: '' },
  reversed: { word: 'statusReversed', icon: iconRefund, tone: '' },
  part_refunded: { word: 'statusPartRefunded', icon: iconRefund, tone: '' },
  refunded: { word: 'statusRefunded', icon: iconRefund, tone: 'done' },
  disputed: { word: 'statusDisputed', icon: iconScale, tone: 'wait' },
}
const PLACE: Readonly<Record<TransactionCard['moneyPlace'], Plain>> = {
  not_charged: 'placeNotCharged',
  with_customer: 'placeWithCustomer',
  on_hold: 'placeOnHold',
  with_payee: 'placeWithPayee',
  returning: 'placeReturning',
  returned: 'placeReturned',
  unknown: 'placeUnknown',
}

/** Who, when, how much, and first of all where the money is. */
export function TransactionCardView({ transaction }: { transaction: TransactionCard }) {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  return (
    <article class="card" aria-label={words.transaction}>
      <TransactionTop transaction={transaction} />
      <dl class="kv">
        <dt>{words.whereMoney}</dt>
        <dd class="strong">{words[isComingIn(transaction) ? 'placeComingIn' : PLACE[transaction.moneyPlace]]}</dd>
        <dt>{words.orderNo}</dt>
        <dd class="num">{transaction.orderNo}</dd>
      </dl>
      <p class="asof">{words.asOf(timeOf(transaction.asOf, language))}</p>
    </article>
  )
}

export function TransactionTop({ transaction }: { transaction: TransactionCard }) {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const { counterparty, method, createdAt, amount, status } = transaction
  const { word, icon, tone } = STATUS[status]
  return (
    <div class="top">
      <div>
        <b>{counterparty}</b>
        <small>
          {dayAndTime(createdAt, { language, words }, deskNow())}
          {language === 'zh-CN' ? '，' : ', '}
          {method}
        </small>
      </div>
      <div class="amt">
        <span class="num">{formatMoney(amount)}</span>
        <span class={`tag ${tone}`}>
          <Icon d={icon} size={14} />
          {words[word]}
        </span>
      </div>
    </div>
  )
}
