import type { AnswerSource } from '@yingda/protocol/entries/conversation.ts'
import { iconDoc, iconRight } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { dateOf } from './days.ts'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

/** On what an answer stands: the article and its date, opened inside the widget. */
export function Cite({ source }: { source: AnswerSource }) {
  const { talk } = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  return (
    <button type="button" class="cite" onClick={() => talk.go({ name: 'article', slug: source.articleSlug })}>
      <Icon d={iconDoc} />
      <span>
        {source.title}
        <small>{words.source(dateOf(source.updatedOn, { language, words }, deskNow()))}</small>
      </span>
      <Icon d={iconRight} />
    </button>
  )
}

/** Articles the bot offers when it is not sure. */
export function Suggestions({ sources }: { sources: readonly AnswerSource[] }) {
  const { talk } = useDesk()
  const words = useMore()
  return (
    <div class="card" role="group" aria-label={words.sources}>
      {sources.map(({ articleSlug, title }) => (
        <button type="button" class="cite" key={articleSlug} onClick={() => talk.go({ name: 'article', slug: articleSlug })}>
          <Icon d={iconDoc} />
          <span>{title}</span>
          <Icon d={iconRight} />
        </button>
      ))}
    </div>
  )
}
