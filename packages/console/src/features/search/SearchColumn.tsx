import { useDebouncedCallback } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconPerson, iconSearch } from '@yingda/ui/icons.ts'
import { useShortcut } from '../../app/keys/use-shortcut.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { search } from '../conversation/conversation-api.ts'
import { useFollowRows } from '../conversation/use-follow-rows.ts'
import { SearchHit } from './SearchHit.tsx'
import { useLinkSteps } from './use-link-steps.ts'

const SHORTEST = 2

/** Search over customers, conversations and messages; a hit opens beside the list, at the message it found. */
export default function SearchColumn() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { conversationId } = useParams({ strict: false })
  const { q = '' } = useSearch({ from: '/inbox/$list' })
  const [text, setText] = useState(q)
  const [known, setKnown] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  // The address changed without us: somebody searched from the command bar.
  if (q !== known) {
    setKnown(q)
    setText(q)
  }
  const ask = useDebouncedCallback((next: string) => {
    setKnown(next)
    void navigate({ to: '.', search: next ? { q: next } : {}, replace: true })
  }, 250)
  const results = useRef<HTMLDivElement>(null)
  const { step } = useLinkSteps(results)
  useShortcut('search', () => field.current?.select())
  useEffect(() => {
    if (!conversationId) field.current?.focus()
  }, [conversationId])

  const found = useQuery({
    queryKey: keys.search(known),
    queryFn: ({ signal }) => search(known, signal),
    enabled: known.length >= SHORTEST,
    // Results quote what was said; out of sight nothing keeps them true.
    staleTime: 0,
    gcTime: 0,
  })
  useFollowRows(keys.search(known), found.data?.conversations.map(({ row }) => row.id) ?? [])
  const nothing = found.data && found.data.conversations.length === 0 && found.data.customers.length === 0
  return (
    <section className="col listcol" aria-label={t('search.title')}>
      <div className="hd">
        <h1 className="sr">{t('search.title')}</h1>
        <div className="searchbox">
          <Icon of={iconSearch} />
          <input
            ref={field}
            type="search"
            aria-label={t('search.title')}
            placeholder={t('search.placeholder')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              ask(event.target.value.trim())
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
              if (event.key === 'ArrowDown' && !event.nativeEvent.isComposing) step(1)
            }}
          />
        </div>
      </div>
      <div className="list" ref={results} tabIndex={-1}>
        {known.length < SHORTEST && <EmptyState icon={iconSearch} title={t('search.start')} next={t('search.startNext')} />}
        {found.isFetching && !found.data && <Skeleton kind="rows" />}
        {found.isError && !found.data && <Failure error={found.error} onRetry={() => void found.refetch()} />}
        {nothing && <EmptyState icon={iconSearch} title={t('search.nothing', { text: known })} next={t('search.nothingNext')} />}
        {found.data && found.data.customers.length > 0 && (
          <>
            <Head of={t('search.customers')} count={found.data.customers.length} more={found.data.more.customers} />
            {found.data.customers.map((customer) => (
              <Link key={customer.id} className="hitrow" to="/customers/$customerId" params={{ customerId: customer.id }}>
                <Icon of={iconPerson} />
                <b>{customer.name ?? t('customer.visitor')}</b>
                <small>{customer.externalId}</small>
                <small className="end">{t('search.open', { count: customer.openConversations })}</small>
              </Link>
            ))}
          </>
        )}
        {found.data && found.data.conversations.length > 0 && (
          <>
            <Head of={t('search.conversations')} count={found.data.conversations.length} more={found.data.more.conversations} />
            {found.data.conversations.map((hit) => (
              <SearchHit key={`${hit.row.id}-${hit.seq ?? 0}`} hit={hit} isOpen={hit.row.id === conversationId} q={known} />
            ))}
          </>
        )}
      </div>
    </section>
  )
}

/** @param more there are others, which another word would bring nearer */
function Head({ of, count, more }: { of: string; count: number; more: boolean }) {
  const { t } = useTranslation()
  return (
    <h2 className="grp">
      {of}
      <span className="num">{more ? t('search.more', { count }) : count}</span>
    </h2>
  )
}
