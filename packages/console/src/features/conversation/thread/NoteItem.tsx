import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { iconEyeoff, iconLock } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { useMay } from '../../../app/me.ts'
import { clockText } from '../../../app/time-text.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { useMentionedNames } from './use-mentioned-names.ts'
import { mentionParts } from './mention-parts.ts'

type NoteItemProps = { entry: StaffEntry; onRedact: (entry: StaffEntry) => void }

/** Yellow paper with a dashed edge: unmistakably for colleagues only. */
export const NoteItem = memo(function NoteItem({ entry, onRedact }: NoteItemProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const mayRedact = useMay('entry.redact')
  const names = useMentionedNames(entry.entry.type === 'note.added' ? entry.entry.data.mentions : [])
  const author = entry.actor.kind === 'agent' ? entry.actor.name : t('event.theSystem')
  const { content } = entry
  return (
    <aside className="note" id={`entry-${entry.seq}`} aria-label={t('thread.note')}>
      <header>
        <Icon of={iconLock} size={14} />
        <b>{t('thread.noteHead')}</b>
        <time dateTime={entry.at}>
          {author} {clockText(entry.at, language)}
        </time>
      </header>
      <p>
        {content?.redacted
          ? t('thread.redacted')
          : mentionParts(content?.text ?? '', names).map((part, index) =>
              part.mention ? (
                <span key={index} className="mention">
                  {part.text}
                </span>
              ) : (
                part.text
              ),
            )}
      </p>
      {mayRedact && content && !content.redacted && <IconButton icon={iconEyeoff} label={t('redact.title')} className="act" onClick={() => onRedact(entry)} />}
    </aside>
  )
})
