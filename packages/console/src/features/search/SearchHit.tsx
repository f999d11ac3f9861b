import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SearchResults } from '@yingda/protocol/http/staff.ts'
import type * as z from 'zod'
import { When } from '../../app/ui/When.tsx'
import { useConversationTitle } from '../conversation/use-conversation-title.ts'
import { highlight } from './highlight.ts'

type SearchHitProps = { hit: z.infer<typeof SearchResults>['conversations'][number]; isOpen: boolean; q: string }

/** A conversation that was found: what it is called, and the words around what was looked for. */
export function SearchHit({ hit: { row, snippet, seq }, isOpen, q }: SearchHitProps) {
  const { t } = useTranslation()
  const title = useConversationTitle()(row)
  return (
    <Link
      className="hit"
      to="/inbox/$list/$conversationId"
      params={{ list: 'search', conversationId: row.id }}
      search={{ q, ...(seq ? { at: seq } : {}) }}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span>
        <b>{row.customer.name ?? t('customer.visitor')}</b>
        <em title={title}>{title}</em>
        <small>
          <When at={row.changedAt} />
        </small>
      </span>
      <p>{highlight(snippet, q).map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</p>
    </Link>
  )
}
