import { memo } from 'react'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { iconUp } from '@yingda/ui/icons.ts'
import { Avatar } from '../../../app/ui/Avatar.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { rowMark } from './row-mark.ts'
import type { RowTime } from './row-time.ts'
import { isUnread } from './rows.ts'
import type { SharedByRows } from './use-shared-by-rows.ts'

type ConversationLineProps = { row: ConversationRow; time: RowTime; shared: SharedByRows; isOpen: boolean; onFocus?: (id: string) => void }

/** One line: who, what about, money at risk, how long waiting, who holds it. Of few elements, for each costs its time when the list is scrolled. */
export const ConversationLine = memo(function ConversationLine({ row, time, shared, isOpen, onFocus }: ConversationLineProps) {
  const { words } = shared
  const name = row.customer.name ?? words.visitor
  const title = row.title ?? words.question(row.questionType)
  const mark = rowMark(row, shared.hasDraft(row.id), words)
  return (
    <a
      href={shared.addressOf(row.id)}
      className={isUnread(row) ? 'row new' : 'row'}
      data-row={row.id}
      aria-current={isOpen ? 'true' : undefined}
      onFocus={() => onFocus?.(row.id)}
      onClick={(event) => shared.follow(event, row.id)}
    >
      <Icon of={mark.icon} label={mark.label} />
      <span className="n" title={name}>
        {name}
      </span>
      <span className="t" title={row.lastText ?? title}>
        {row.care && <Icon of={iconUp} label={words.care} />}
        {row.language === words.language ? title : <span lang={row.language}>{title}</span>}
      </span>
      <span className="m">{row.amount ? formatMoney(row.amount) : '–'}</span>
      <Time time={time} words={words} />
      <Avatar name={row.assignee?.name ?? null} small none={!row.assignee} label={row.assignee?.name ?? words.nobody} />
    </a>
  )
})

/** Whoever sees it reads the icon and the bar; whoever hears it is told in words, and not every second. */
function Time({ time: { text, said, at, look, icon, percent }, words }: { time: RowTime; words: SharedByRows['words'] }) {
  if (at !== null)
    return (
      <time className="w" dateTime={at} title={words.fully(at)}>
        {icon !== null && <Icon of={icon} size={12} />}
        <span className="sr">{said}</span>
        <span aria-hidden="true">{text}</span>
      </time>
    )
  return (
    <span className={look === 'none' ? 'w' : `w ${look}`} role="timer" aria-label={said} title={icon === null ? undefined : said}>
      {icon !== null && <Icon of={icon} size={12} />}
      {text}
      {percent !== null && (
        <i>
          <b style={{ width: `${percent}%` }} />
        </i>
      )}
    </span>
  )
}
