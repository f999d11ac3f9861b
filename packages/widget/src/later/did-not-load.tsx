import { useMore } from './use-more.ts'

/** What was asked for did not come: says so, and asks again on a tap. */
export function DidNotLoad({ what, again }: { what: 'homeFailed' | 'loadFailed' | 'articleFailed' | 'transactionsFailed'; again: () => void }) {
  const words = useMore()
  return (
    <div class="empty">
      <p role="alert">{words[what]}</p>
      <button type="button" class="btn" onClick={again}>
        {words.tryAgain}
      </button>
    </div>
  )
}
