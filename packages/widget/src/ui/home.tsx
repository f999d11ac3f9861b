import { useRef, useState } from 'preact/hooks'
import { iconLock, iconRight, iconSearch, iconShield, iconX } from '@yingda/ui/icons.ts'
import type { CustomerHome } from '@yingda/protocol/http/customer.ts'
import { Head } from './head.tsx'
import { Icon } from './icon.tsx'
import { later } from './later.tsx'
import { QUESTION_LOOKS } from './question-types.ts'
import { useDesk, useDeskState, useWords } from './use-desk.ts'

const DidNotLoad = later((it) => it.DidNotLoad)
const Recent = later((it) => it.Recent)
const Skeleton = later((it) => it.Skeleton)
const Strip = later((it) => it.Strip)
const SearchResults = later((it) => it.SearchResults)

/** The first screen: a search, the kinds of question, one's own conversations, a person one tap away. */
export function Home() {
  const desk = useDesk()
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
            {home === null ? '' : markOf(home.brand)}
          </span>
        }
        under={
          <span class="official">
            <Icon d={iconShield} size={12} />
            {words.official}
          </span>
        }
      />
      <Strip away={home !== null && !home.agentsOnDuty} />
      <div class="body">
        {home !== null ? <Loaded home={home} /> : failed ? <DidNotLoad what="homeFailed" again={() => void desk.home.load()} /> : <Skeleton of="list" />}
      </div>
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
  const field = useRef<HTMLInputElement>(null)
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
      <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
        <Icon d={iconSearch} size={20} />
        <input
          ref={field}
          type="search"
          value={query}
          maxLength={200}
          aria-label={words.search}
          placeholder={words.searchExample}
          enterkeyhint="search"
          autoComplete="off"
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        {query !== '' && (
          <button
            type="button"
            class="tap"
            aria-label={words.clearSearch}
            onClick={() => {
              setQuery('')
              field.current?.focus()
            }}
          >
            <Icon d={iconX} />
          </button>
        )}
      </form>
      {asked === '' ? <Choices home={home} /> : <SearchResults query={asked} />}
    </div>
  )
}

function Choices({ home }: { home: CustomerHome }) {
  const { talk } = useDesk()
  const words = useWords()
  return (
    <>
      <ul class="kinds" aria-label={words.questionTypes}>
        {home.questionTypes.map((type) => (
          <li key={type}>
            <button type="button" onClick={() => talk.ask(type)}>
              <Icon d={QUESTION_LOOKS[type].icon} size={20} />
              <b>{words[QUESTION_LOOKS[type].word]}</b>
              <Icon d={iconRight} />
            </button>
          </li>
        ))}
      </ul>
      {home.conversations.length > 0 && <Recent conversations={home.conversations} />}
    </>
  )
}

function greetingOf(words: ReturnType<typeof useWords>): string {
  const hour = new Date().getHours()
  return hour >= 5 && hour < 12 ? words.greetMorning : hour >= 12 && hour < 18 ? words.greetAfternoon : words.greetEvening
}
