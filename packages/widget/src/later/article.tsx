import { useEffect, useRef, useState } from 'preact/hooks'
import type { ArticleView } from '@yingda/protocol/http/customer.ts'
import { iconBot, iconRight } from '@yingda/ui/icons.ts'
import { Refusal } from '../net/wire.ts'
import { Head } from '../ui/head.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState, useSurroundings } from '../ui/use-desk.ts'
import { dateOf } from './days.ts'
import { DidNotLoad } from './did-not-load.tsx'
import { readArticle } from './library.ts'
import { safeNodes } from './safe-html.ts'
import { Skeleton } from './skeleton.tsx'
import { useMore } from './use-more.ts'
import { deskNow } from '../net/desk-now.ts'

type Loaded = ArticleView | 'missing' | Error | null

/** One help article, read without leaving the conversation. */
export function Article({ slug }: { slug: string }) {
  const desk = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const [article, setArticle] = useState<Loaded>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    setArticle(null)
    readArticle(desk, slug).then(setArticle, (error: Error) => setArticle(error instanceof Refusal && error.status === 404 ? 'missing' : error))
  }, [desk, slug, language, attempt])
  return (
    <>
      <Head title={words.article} closable />
      <div class="body" key={slug}>
        {article === null ? (
          <Skeleton of="list" />
        ) : article === 'missing' ? (
          <p class="home empty">{words.articleMissing}</p>
        ) : article instanceof Error ? (
          <DidNotLoad what="articleFailed" why={article} again={() => setAttempt(attempt + 1)} />
        ) : (
          <Text article={article} />
        )}
      </div>
    </>
  )
}

function Text({ article }: { article: ArticleView }) {
  const { talk } = useDesk()
  const {
    settings: { base },
  } = useSurroundings()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const cameFromChat = useDeskState(({ screens }) => screens.some(({ name }) => name === 'chat'))
  const text = useRef<HTMLDivElement>(null)
  useEffect(() => {
    text.current?.replaceChildren(safeNodes(article.html, { base, onArticle: (slug) => talk.go({ name: 'article', slug }) }))
  }, [article, base, talk])
  return (
    <article class="art" lang={article.language}>
      <h3>{article.title}</h3>
      <p class="quiet">{words.articleUpdated(dateOf(article.updatedOn, { language, words }, deskNow()), article.source)}</p>
      <div class="prose" ref={text} />
      {article.related.length > 0 && (
        <>
          <h4 class="lab">{words.articleRelated}</h4>
          <ul class="hits">
            {article.related.map(({ slug, title }) => (
              <li key={slug}>
                <button type="button" onClick={() => talk.go({ name: 'article', slug })}>
                  <span>
                    <b>{title}</b>
                  </span>
                  <Icon d={iconRight} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {!cameFromChat && (
        <button type="button" class="btn" onClick={() => talk.ask('other')}>
          <Icon d={iconBot} />
          {words.articleAsk}
        </button>
      )}
    </article>
  )
}
