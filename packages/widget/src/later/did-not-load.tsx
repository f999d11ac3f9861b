import type { AllWords } from '../desk/state.ts'
import { crowdedForMs } from '../net/sender.ts'
import { Refusal } from '../net/wire.ts'
import { useMore } from './use-more.ts'

type What = 'homeFailed' | 'loadFailed' | 'articleFailed' | 'transactionsFailed'

/** What is true of it: too many ask, the desk said no in its own words, it did not answer, or it was not reached at all. */
function whyText(words: AllWords, what: What, why: Error): string {
  if (crowdedForMs(why) !== null) return words.crowdedLater
  if (why instanceof Refusal) return why.message === '' ? words.notAnswering : why.message
  return words[what]
}

/** What was asked for did not come: says why, and asks again on a tap. */
export function DidNotLoad({ what, why, again }: { what: What; why: Error; again: () => void }) {
  const words = useMore()
  return (
    <div class="empty">
      <p role="alert">{whyText(words, what, why)}</p>
      <button type="button" class="btn" onClick={again}>
        {words.tryAgain}
      </button>
    </div>
  )
}
