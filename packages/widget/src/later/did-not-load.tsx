import { useMore } from './use-more.ts'

/** What was asked for did not come: says so, and asks again on a tap. `crowded`: it was reached, and too many ask. */
export function DidNotLoad({
  what,
  crowded = false,
  again,
}: {
  what: 'homeFailed' | 'loadFailed' | 'articleFailed' | 'transactionsFailed'
  crowded?: boolean
  again: () => void
}) {
  const words = useMore()
  return (
    <div class="empty">
      <p role="alert">{crowded ? words.crowdedLater : words[what]}</p>
      <button type="button" class="btn" onClick={again}>
        {words.tryAgain}
      </button>
    </div>
  )
}
