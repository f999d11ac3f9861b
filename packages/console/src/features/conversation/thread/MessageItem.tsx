import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { iconAlert, iconBot, iconCheck, iconChecks, iconDoc, iconEyeoff, iconMail } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { useMay } from '../../../app/me.ts'
import { clockText, dateText } from '../../../app/time-text.ts'
import { Avatar } from '../../../app/ui/Avatar.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { AttachmentTile } from './AttachmentTile.tsx'
import { HiddenWords } from './HiddenWords.tsx'
import type { Mark } from './thread-items.ts'

type MessageItemProps = {
  entry: StaffEntry
  /** Null for a visitor. */
  customerName: string | null
  /** In which the customer writes. */
  lang: string
  head: boolean
  mark: Mark | null
  onRedact: (entry: StaffEntry) => void
}

/**
 * A message: who speaks, when, how far it came, its words and files, and what a bot's answer stands on. Drawn again when one
 * of these changes, and not for what else becomes of the conversation.
 */
export const MessageItem = memo(function MessageItem({ entry, customerName, lang, head, mark, onRedact }: MessageItemProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const mayRedact = useMay('entry.redact')
  const { actor, content } = entry
  const isCustomer = actor.kind === 'customer'
  const name = isCustomer ? (customerName ?? t('customer.visitor')) : actor.kind === 'system' ? t('shell.product') : actor.name
  const source = entry.entry.type === 'message.posted' ? entry.entry.data.answer?.source : null
  return (
    <article className={`msg ${isCustomer ? 'cust' : ''} ${head ? '' : 'more'}`} id={`entry-${entry.seq}`} aria-label={name}>
      {head ? <Avatar name={name} icon={actor.kind === 'bot' ? iconBot : undefined} /> : <span />}
      <div>
        {head && (
          <header>
            <b>{name}</b>
            {actor.kind === 'bot' && <small>{t('thread.bot')}</small>}
            <time dateTime={entry.at}>{clockText(entry.at, language)}</time>
            {mark && <MarkWord mark={mark} />}
          </header>
        )}
        {content?.redacted && (
          <p className="gone">
            <Icon of={iconEyeoff} size={14} />
            {t('thread.redacted')}
          </p>
        )}
        {content?.text && (
          <p className="txt" lang={lang}>
            <HiddenWords content={content} />
          </p>
        )}
        {content && content.attachments.length > 0 && (
          <ul className="files">
            {content.attachments.map((file) => (
              <li key={file.id}>
                <AttachmentTile file={file} />
              </li>
            ))}
          </ul>
        )}
        {source && (
          <p className="src">
            <Icon of={iconDoc} size={14} />
            {t('thread.source', { title: source.title, date: dateText(source.updatedOn, language) })}
          </p>
        )}
        {!head && mark && (
          <p className="markline">
            <MarkWord mark={mark} />
          </p>
        )}
      </div>
      {mayRedact && content && !content.redacted && <IconButton icon={iconEyeoff} label={t('redact.title')} className="act" onClick={() => onRedact(entry)} />}
    </article>
  )
})

const MARK_ICON: Readonly<Record<Mark, string>> = { sent: iconCheck, delivered: iconChecks, read: iconChecks, mailed: iconMail, undelivered: iconAlert }

function MarkWord({ mark }: { mark: Mark }) {
  const { t } = useTranslation()
  return (
    <span className={`st ${mark === 'undelivered' ? 'rd' : mark}`}>
      <Icon of={MARK_ICON[mark]} size={14} />
      {t(`thread.mark.${mark}`)}
    </span>
  )
}
