import { useEffect, useRef, useState } from 'preact/hooks'
import type { TransactionCard } from '@yingda/protocol/entries/views.ts'
import type { CustomerTransactions } from '@yingda/protocol/http/customer.ts'
import { Head } from '../ui/head.tsx'
import { chooseTransaction } from './choose.ts'
import { DidNotLoad } from './did-not-load.tsx'
import { listTransactions } from './library.ts'
import { TransactionTop } from './transaction-card.tsx'
import { useDesk } from '../ui/use-desk.ts'
import { Skeleton } from './skeleton.tsx'
import { useMore } from './use-more.ts'

/** One's own transactions, newest first: a tap takes one into the conversation. */
export function Transactions({ thread }: { thread: string }) {
  const desk = useDesk()
  const words = useMore()
  const [pages, setPages] = useState<readonly CustomerTransactions[]>([])
  const [state, setState] = useState<'loading' | 'ready' | Error>('loading')
  /** How many pages are wanted; a failed one is asked for again by the same number. */
  const [wanted, setWanted] = useState({ pages: 1 })
  const cursor = pages.at(-1)?.nextCursor ?? null
  const latest = useRef(pages)
  latest.current = pages
  useEffect(() => {
    setState('loading')
    listTransactions(desk, latest.current.at(-1)?.nextCursor ?? null).then(
      (page) => {
        setPages([...latest.current, page])
        setState('ready')
      },
      (error: Error) => setState(error),
    )
  }, [desk, wanted])
  const load = () => setWanted({ pages: pages.length + 1 })
  const choose = ({ id }: TransactionCard) => {
    chooseTransaction(desk, thread, id)
    desk.talk.back()
  }
  const transactions = pages.flatMap((page) => page.transactions)
  return (
    <>
      <Head title={words.transactions} closable />
      <div class="body">
        <p class="quiet hint">{words.transactionsHint}</p>
        <ul class="picks">
          {transactions.map((transaction) => (
            <li key={transaction.id}>
              <button type="button" onClick={() => choose(transaction)}>
                <TransactionTop transaction={transaction} />
              </button>
            </li>
          ))}
        </ul>
        {state === 'loading' && <Skeleton of="list" />}
        {state === 'ready' && transactions.length === 0 && <p class="home empty">{words.transactionsEmpty}</p>}
        {state === 'ready' && cursor !== null && (
          <button type="button" class="btn more" onClick={load}>
            {words.transactionsMore}
          </button>
        )}
        {state instanceof Error && <DidNotLoad what="transactionsFailed" why={state} again={load} />}
      </div>
    </>
  )
}
