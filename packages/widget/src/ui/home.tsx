import { useState } from 'preact/hooks'
import { iconHeadset, iconLock, iconSearch, iconShield } from '@yingda/ui/icons.ts'
import type { CustomerHome } from '@yingda/protocol/http/customer.ts'
import { Head } from './head.tsx'
import { Icon } from './icon.tsx'
import { Kinds } from './kinds.tsx'
import { later } from './later.tsx'
import { useDesk, useDeskState, useWords } from './use-desk.ts'

/** The shape of what is coming; on a slow network the parts come no sooner than what it stands for. */
const NotYet = later(
  (it) => it.NotYet,
  () => (useDeskState(({ partsFailed }) => partsFailed) ? null : <div class="home shape" />),
)
const Recent = later((it) => it.Recent)
const Strip = later((it) => it.Strip)
const SearchBox = later(
  (it) => it.SearchBox,
  () => (
    <div class="search">
      <Icon d={iconSearch} size={20} />
    </div>
  ),
)
const SearchResults = later((it) => it.SearchResults)

/** The first screen: a search, the kinds of question, one's own conversations, a person one tap away. */
export function Home() {
  const words = useWords()
  const home = useDeskState((state) => state.home)
  const failed = useDeskState((state) => state.homeFailed)
  return (
    <>
      <Head
        back={false}
        title={home === null ? words.service : words.serviceOf(home.brand)}
        face={
          <span class="av brand" aria-hidden="true">
            {home !== null ? markOf(home.brand) : failed !== null && <Icon d={iconHeadset} size={20} />}
          </span>
        }
        under={
          <span class="official">
            <Icon d={iconShield} size={12} />
            {words.official}
          </span>
        }
      />
      <Strip thread={null} />
      <div class="body">{home !== null ? <Loaded home={home} /> : <NotYet thread={null} failed={failed} />}</div>
      <p class="never">
        <Icon d={iconLock} />
        {words.never}
      </p>
    </>
  )
}

const markOf = (brand: string): string => [...brand][0] ?? ''

function Loaded({ home }: { home: CustomerHome }) {
  const { talk } = useDesk()
  const words = useWords()
  const [query, setQuery] = useState('')
  const asked = query.trim()
  return (
    <div class="home">
      <h3 class="hi">{home.name === null ? greetingOf(words) : words.greet(home.name, greetingOf(words))}</h3>
      <p class="sub">
        {words.homeHint}
        <button type="button" class="link" onClick={() => talk.person(null)}>
          {home.agentsOnDuty ? words.homePerson : words.homePersonAway}
        </button>
      </p>
      <SearchBox query={query} onQuery={setQuery} />
      {asked === '' ? (
        <>
          <Kinds types={home.questionTypes} />
          <Recent conversations={home.conversations} />
        </>
      ) : (
        <SearchResults query={asked} />
      )}
    </div>
  )
}

function greetingOf(words: ReturnType<typeof useWords>): string {
  const hour = new Date().getHours()
  return hour >= 5 && hour < 12 ? words.greetMorning : hour >= 12 && hour < 18 ? words.greetAfternoon : words.greetEvening
}
