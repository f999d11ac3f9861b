import type { CustomerView } from '@yingda/protocol/entries/views.ts'
import type { AllWords } from '../desk/state.ts'
import { useDesk } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** What happened, in one sentence without a box. */
export function EventLine({ view }: { view: CustomerView }) {
  const { talk } = useDesk()
  const words = useMore()
  return (
    <p class="ev">
      {sentenceOf(view, words)}
      {view.kind === 'continued' && (
        <button type="button" class="link" onClick={() => talk.openThread(view.nextConversationId)}>
          {words.continuedOpen}
        </button>
      )}
    </p>
  )
}

export function sentenceOf(view: CustomerView, words: AllWords): string {
  switch (view.kind) {
    case 'call_back':
      return view.moved === true ? words.callBackMoved : words.callBackAsked
    case 'call_back_cancelled':
      return words.callBackCancelled
    case 'called_back':
      if (view.agreed === true) return words.callBackAgreed
      return view.reached ? words.calledBack : view.from === null ? words.notReached : words.notReachedAgain
    case 'returned_to_bot':
      return words.returnedToBot
    case 'joined_by':
      return words.joinedBy(view.name)
    case 'passed_on':
      return view.name === null ? words.passedOn : words.passedOnTo(view.name)
    case 'resolved':
      return view.by === 'customer' ? words.resolvedByYou : view.name === null ? words.resolved : words.resolvedBy(view.name)
    case 'reopened':
      return words.reopened
    case 'closed':
      return words.closed
    case 'signed_in':
      return words.signedIn
    case 'continued':
      return words.continued
    default:
      return ''
  }
}
