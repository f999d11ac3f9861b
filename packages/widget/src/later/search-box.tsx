import { useRef } from 'preact/hooks'
import { iconSearch, iconX } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from '../ui/use-desk.ts'
import { askBot } from './choose.ts'
import { useMore } from './use-more.ts'

/** Where one looks for an article before asking; Enter asks. */
export function SearchBox({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const desk = useDesk()
  const words = useMore()
  const field = useRef<HTMLInputElement>(null)
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (query.trim() !== '') askBot(desk, query.trim())
      }}
    >
      <Icon d={iconSearch} size={20} />
      <input
        ref={field}
        type="search"
        value={query}
        maxLength={200}
        aria-label={words.search}
        placeholder={words.searchExample}
        enterkeyhint="send"
        autoComplete="off"
        onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      />
      {query !== '' && (
        <button
          type="button"
          class="tap"
          aria-label={words.clearSearch}
          onClick={() => {
            onQuery('')
            field.current?.focus()
          }}
        >
          <Icon d={iconX} />
        </button>
      )}
    </form>
  )
}
