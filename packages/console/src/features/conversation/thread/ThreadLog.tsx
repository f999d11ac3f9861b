import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { iconDown } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import type { ConversationFeed, FeedSnapshot } from '../../../app/sync/conversation-feed.ts'
import { useConversationState, useOutbox } from '../../../app/sync/use-sync.ts'
import { nearness, weekdayText } from '../../../app/time-text.ts'
import { Failure } from '../../../app/ui/Failure.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { Skeleton } from '../../../app/ui/Skeleton.tsx'
import { useMinute } from '../../../app/use-now.ts'
import type { Outgoing } from '../composer/outbox.ts'
import { EventLine } from './EventLine.tsx'
import { MessageItem } from './MessageItem.tsx'
import { NoteItem } from './NoteItem.tsx'
import { OutgoingItem } from './OutgoingItem.tsx'
import { threadItems, type ThreadItem } from './thread-items.ts'
import { TypingLine } from './TypingLine.tsx'
import { useMarkRead } from './use-mark-read.ts'
import { useThreadScroll } from './use-thread-scroll.ts'

type ThreadLogProps = {
  row: ConversationRow
  feed: ConversationFeed
  snapshot: FeedSnapshot
  /** The entry a search hit points at. */
  target: number | null
  onRedact: (entry: StaffEntry) => void
  onTakeBack: (item: Outgoing) => void
}

/** The conversation, read like a page: messages, and between them what happened. */
export function ThreadLog({ row, feed, snapshot, target, onRedact, onTakeBack }: ThreadLogProps) {
  const { t } = useTranslation()
  const customer = useConversationState(row.id)?.customer ?? null
  const outgoing = useOutbox()
  const { entries, to } = snapshot.stream
  const items = useMemo(
    () =>
      threadItems(
        entries,
        outgoing.filter((item) => item.conversationId === row.id),
        customer,
      ),
    [entries, outgoing, row.id, customer],
  )
  const { ref, onScroll, atBottom, unseen, toBottom } = useThreadScroll({
    items,
    entries,
    from: snapshot.stream.from,
    to,
    target,
    ready: snapshot.phase === 'ready',
  })
  useMarkRead(row, to, atBottom)

  if (snapshot.phase === 'loading')
    return (
      <div className="thread">
        <Skeleton kind="thread" count={6} />
      </div>
    )
  if (snapshot.phase === 'failed')
    return (
      <div className="thread">
        <Failure error={snapshot.error} onRetry={() => void feed.restart()} />
      </div>
    )
  return (
    <div className="threadbox">
      <div className="thread" ref={ref} onScroll={onScroll} tabIndex={0} role="log" aria-label={t('thread.label')} aria-live="polite">
        <div className="threadin">
          {!snapshot.reachedStart && (
            <button type="button" className="older" aria-busy={snapshot.loadingOlder || undefined} onClick={() => void feed.loadOlder()}>
              {t('thread.older')}
            </button>
          )}
          {items.map((item) => (
            <Item key={item.key} item={item} row={row} onRedact={onRedact} onTakeBack={onTakeBack} />
          ))}
          <TypingLine row={row} />
        </div>
      </div>
      {unseen > 0 && !atBottom && (
        <button type="button" className="newpill" onClick={toBottom}>
          <Icon of={iconDown} size={14} />
          {t('thread.newBelow', { count: unseen })}
        </button>
      )}
    </div>
  )
}

function Item({ item, row, onRedact, onTakeBack }: { item: ThreadItem; row: ConversationRow } & Pick<ThreadLogProps, 'onRedact' | 'onTakeBack'>) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />
    case 'event':
      return <EventLine entry={item.entry} />
    case 'note':
      return <NoteItem entry={item.entry} onRedact={onRedact} />
    case 'message':
      return <MessageItem entry={item.entry} customerName={row.customer.name} lang={row.language} head={item.head} mark={item.mark} onRedact={onRedact} />
    case 'outgoing':
      return <OutgoingItem item={item.item} head={item.head} onTakeBack={onTakeBack} />
  }
}

function DayLine({ at }: { at: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const near = nearness(at, new Date(useMinute()))
  const day = weekdayText(at, language)
  return (
    <p className="dayl">
      <span>{near === 'today' || near === 'yesterday' ? t(`time.${near}Day`, { day }) : day}</span>
    </p>
  )
}
