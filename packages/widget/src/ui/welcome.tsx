import { later } from './later.tsx'
import { QUESTION_LOOKS } from './question-types.ts'
import { useDeskState, useWords } from './use-desk.ts'

const BringAlong = later((it) => it.BringAlong)

/** A conversation that has not begun: says who will answer. */
export function Welcome({ thread }: { thread: string }) {
  const words = useWords()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  const fresh = useDeskState((state) => state.fresh[thread])
  return (
    <>
      {fresh !== undefined && <p class="day">{words[QUESTION_LOOKS[fresh.questionType].word]}</p>}
      <div class="grp">
        <span class="name">{words.botName(bot)}</span>
        <div class="b">{words.welcome(bot)}</div>
      </div>
      {fresh !== undefined && <BringAlong thread={thread} fresh={fresh} />}
    </>
  )
}
