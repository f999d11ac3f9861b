import { iconCard, iconEyeoff } from '@yingda/ui/icons.ts'
import type { FreshThread } from '../desk/state.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Before the first word: what may be brought along, and what must never be told. */
export function BringAlong({ thread, fresh }: { thread: string; fresh: FreshThread }) {
  const { talk } = useDesk()
  const words = useMore()
  const signedIn = useDeskState(({ home }) => home?.signedIn ?? false)
  const begun = useDeskState(({ outbox }) => outbox.some((item) => item.thread === thread))
  return (
    <>
      {fresh.transactionId !== null && (
        <p class="ev note">
          <Icon d={iconCard} size={14} />
          {words.withTransaction}
        </p>
      )}
      <p class="ev note">
        <Icon d={iconEyeoff} size={14} />
        {words.hiddenNote}
      </p>
      {signedIn && !begun && fresh.transactionId === null && (
        <div class="chips">
          <button type="button" class="chip" onClick={() => talk.go({ name: 'transactions', thread })}>
            <Icon d={iconCard} />
            {words.attachTransaction}
          </button>
        </div>
      )}
    </>
  )
}
