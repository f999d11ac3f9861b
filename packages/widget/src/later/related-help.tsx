import { useEffect, useState } from 'preact/hooks'
import type { ArticleHit } from '@yingda/protocol/http/customer.ts'
import { iconBook } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { searchArticles } from './library.ts'
import { useMore } from './use-more.ts'

const MOST = 3

/**
 * Articles near the customer's own question, without those that have answered him already. Found nothing, or not reached, it is not
 * there: nobody waits for it.
 */
export function RelatedHelp({ question, told }: { question: string; told: readonly string[] }) {
  const desk = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const [hits, setHits] = useState<readonly ArticleHit[]>([])
  useEffect(() => {
    const ended = new AbortController()
    if (question.trim() !== '')
      searchArticles(desk, question, ended.signal).then(
        (found) => setHits(found),
        () => setHits([]),
      )
    return () => ended.abort()
  }, [desk, question, language])
  const news = hits.filter(({ slug }) => !told.includes(slug)).slice(0, MOST)
  if (news.length === 0) return null
  return (
    <section class="help" aria-label={words.relatedHelp}>
      <p class="lab">{words.relatedHelp}</p>
      {news.map(({ slug, title }) => (
        <button key={slug} type="button" class="opt" onClick={() => desk.talk.go({ name: 'article', slug })}>
          <Icon d={iconBook} size={20} />
          <span>{title}</span>
        </button>
      ))}
    </section>
  )
}
