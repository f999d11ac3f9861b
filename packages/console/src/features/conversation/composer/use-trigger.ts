import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '@yingda/protocol/http/staff.ts'
import { serverNow } from '../../../app/clock.ts'
import { useMe } from '../../../app/me.ts'
import { keys } from '../../../app/query-keys.ts'
import { getCannedReplies, getColleagues, searchArticles } from '../conversation-api.ts'
import { fillVariables } from './canned-variables.ts'
import { matchingReplies, replyText } from './canned-replies.ts'
import { cannedValues } from './canned-values.ts'
import { replaceTrigger, triggerAt, type Trigger, type TriggerMark } from './trigger.ts'
import type { ComposerState } from './use-composer.ts'

/** One choice of the open list. */
export type TriggerOption = { key: string; label: string; detail: string; preview: string; choose: () => void }
export type TriggerState = ReturnType<typeof useTrigger>

const REPLY_MARKS: readonly TriggerMark[] = ['/', '#']
const NOTE_MARKS: readonly TriggerMark[] = ['@']
/** As many as fit above the composer on the smallest screen, so that the list never scrolls. */
const SHOWN = 6

/** The list that `/`, `#` or `@` opens: what it offers, which is chosen, and what choosing does to the text. */
export function useTrigger(detail: ConversationDetail, composer: ComposerState) {
  const { t } = useTranslation()
  const me = useMe()
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(trigger?.mark === '#' ? trigger.query.trim() : '', 200)
  const { language } = detail.row
  const replies = useQuery({
    queryKey: keys.cannedReplies,
    queryFn: ({ signal }) => getCannedReplies(signal),
    enabled: trigger?.mark === '/',
    staleTime: 60_000,
  })
  const articles = useQuery({
    queryKey: keys.articles(asked, language),
    queryFn: ({ signal }) => searchArticles(asked, language, signal),
    enabled: trigger?.mark === '#' && asked.length > 0,
  })
  const colleagues = useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => getColleagues(signal), enabled: trigger?.mark === '@' })

  const put = (by: string): void => {
    if (!trigger) return
    const { text, caret } = replaceTrigger(composer.text, trigger, by)
    composer.setText(text, caret)
    setTrigger(null)
  }
  const options = (): TriggerOption[] => {
    if (trigger?.mark === '/') {
      return matchingReplies(replies.data?.replies ?? [], trigger.query)
        .slice(0, SHOWN)
        .map((reply) => {
          const filled = fillVariables(replyText(reply, language), cannedValues(detail, me, new Date(serverNow())))
          return { key: reply.id, label: reply.title, detail: `/${reply.shortcut}`, preview: filled, choose: () => put(filled) }
        })
    }
    if (trigger?.mark === '#') {
      return (articles.data?.articles ?? []).slice(0, SHOWN).map((article) => ({
        key: article.slug,
        label: article.title,
        detail: article.updatedOn,
        preview: article.passage,
        choose: () => put(t('composer.fromArticle', { passage: article.passage, title: article.title })),
      }))
    }
    const wanted = trigger?.query.toLowerCase() ?? ''
    return (colleagues.data?.staff ?? [])
      .filter(({ id, name }) => id !== me.id && name.toLowerCase().includes(wanted))
      .slice(0, SHOWN)
      .map(({ id, name, online }) => ({
        key: id,
        label: name,
        detail: online ? '' : t('picker.offline'),
        preview: '',
        choose: () => {
          composer.mention({ id, name })
          put(`@${name} `)
        },
      }))
  }

  const list = trigger ? options() : []
  const chosen = Math.min(at, list.length - 1)
  const close = (): void => setTrigger(null)
  const look = (text: string, caret: number | null): void => {
    const next = caret === null ? null : triggerAt(text, caret, composer.draft.tab === 'note' ? NOTE_MARKS : REPLY_MARKS)
    if (next?.mark !== trigger?.mark || next?.query !== trigger?.query) setAt(0)
    setTrigger(next)
  }
  /** True when the key belonged to the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!trigger) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const choosing = (event.key === 'Enter' || event.key === 'Tab') && list[chosen] !== undefined
    if (step && list.length > 0) setAt((chosen + step + list.length) % list.length)
    else if (choosing) list[chosen]?.choose()
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    return true
  }
  const loading = trigger?.mark === '/' ? replies.isLoading : trigger?.mark === '#' ? articles.isFetching : colleagues.isLoading
  return {
    open: trigger !== null,
    mark: trigger?.mark ?? null,
    query: trigger?.query ?? '',
    list,
    chosen,
    loading,
    setAt,
    look,
    close,
    onKeyDown,
    fieldAria: {
      'aria-autocomplete': 'list' as const,
      'aria-controls': trigger ? 'trigger-list' : undefined,
      'aria-activedescendant': trigger && list[chosen] ? `trigger-${list[chosen].key}` : undefined,
    },
  }
}
