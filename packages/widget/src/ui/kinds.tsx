import { iconRight } from '@yingda/ui/icons.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { Icon } from './icon.tsx'
import { QUESTION_LOOKS } from './question-types.ts'
import { useDesk, useWords } from './use-desk.ts'

/** What can be asked, a row each. */
export function Kinds({ types }: { types: readonly QuestionType[] }) {
  const { talk } = useDesk()
  const words = useWords()
  return (
    <ul class="kinds" aria-label={words.questionTypes}>
      {types.map((type) => (
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
