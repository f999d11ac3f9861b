import { useEffect, useState } from 'preact/hooks'
import type { ArticleHit } from '@yingda/protocol/http/customer.ts'
import { iconBot, iconHeadset, iconRight } from '@yingda/ui/icons.ts'
import { askBot } from './choose.ts'
import { searchArticles } from './library.ts'
import { crowdedForMs } from '../net/sender.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

const PAUSE_MS = 200
type Found = { readonly for: string; readonly hits: readonly ArticleHit[]; readonly problem: 'searchFailed' | 'crowdedLater' | null }

/** Articles while typing, and below them the bot for the same words. The former hits stay until the new ones are there, so nothing flickers. */
export function SearchResults({ query }: { query: string }) {
  const desk = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    const giveUp = new AbortController()
    const timer = setTimeout(() => {
      searchArticles(desk, query, giveUp.signal).then(
        (hits) => setFound({ for: query, hits, problem: null }),
        (error: unknown) =>
          giveUp.signal.aborted || setFound({ for: query, hits: [], problem: crowdedForMs(error) === null ? 'searchFailed' : 'crowdedLater' }),
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      giveUp.abort()
    }
  }, [desk, query, language])
  if (found === null) return <div class="results" />
  const { hits, problem } = found
  return (
    <div class="results">
      <p class="sr" role="status">
        {problem !== null ? words[problem] : hits.length === 0 ? words.nothingFound : words.results(hits.length)}
      </p>
      {problem !== null ? <p class="quiet">{words[problem]}</p> : hits.length === 0 ? <Nothing query={query} /> : <Hits hits={hits} />}
      {(hits.length > 0 || problem !== null) && <Ask query={query} />}
    </div>
  )
}

function Hits({ hits }: { hits: readonly ArticleHit[] }) {
  const { talk } = useDesk()
  return (
    <ul class="hits">
      {hits.map(({ slug, title, passage }) => (
        <li key={slug}>
          <button type="button" onClick={() => talk.go({ name: 'article', slug })}>
            <span>
              <b>{title}</b>
              <small>{passage}</small>
            </span>
            <Icon d={iconRight} />
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The last row: nothing of it fits, so the bot is asked. */
function Ask({ query }: { query: string }) {
  const desk = useDesk()
  const words = useMore()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  return (
    <div class="hits">
      <button type="button" onClick={() => askBot(desk, query)}>
        <Icon d={iconBot} size={20} />
        <span class="asks">{words.askBot(bot, query)}</span>
        <Icon d={iconRight} />
      </button>
    </div>
  )
}

/** Says so, then the ways on. */
function Nothing({ query }: { query: string }) {
  const desk = useDesk()
  const words = useMore()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  return (
    <div class="none">
      <h3>{words.nothingFound}</h3>
      <p>{words.nothingFoundHint}</p>
      <button type="button" class="btn pri" onClick={() => askBot(desk, query)}>
        <Icon d={iconBot} />
        <span class="asks">{words.askBot(bot, query)}</span>
      </button>
      <button type="button" class="btn" onClick={() => desk.talk.person(null)}>
        <Icon d={iconHeadset} />
        {words.talkToPerson}
      </button>
    </div>
  )
}
