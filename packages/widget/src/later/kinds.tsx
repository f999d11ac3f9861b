import { iconRight } from '@yingda/ui/icons.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { Icon } from '../ui/icon.tsx'
import { QUESTION_LOOKS } from '../ui/question-types.ts'
import { useDesk } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Which of them this desk takes is not known yet; it takes each all the same. */
const KINDS = Object.keys(QUESTION_LOOKS) as QuestionType[] // its keys are the kinds

/** What can be asked before the first screen has come: it is kept, and goes out by itself. */
export function Kinds() {
  const words = useMore()
  const { talk } = useDesk()
  return (
    <ul class="kinds" aria-label={words.questionTypes}>
      {KINDS.map((type) => (
        <li key={type}>
          <button type="button" onClick={() => talk.ask(type)}>
            <Icon d={QUESTION_LOOKS[type].icon} size={20} />
            <b>{words[QUESTION_LOOKS[type].word]}</b>
            <Icon d={iconRight} />
          </button>
        </li>
      ))}
    </ul>
  )
}
