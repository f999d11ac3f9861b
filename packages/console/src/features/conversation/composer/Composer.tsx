import { useRef, type ClipboardEvent, type DragEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '@yingda/protocol/http/staff.ts'
import { iconClip, iconHold } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { ACCEPTED_FILES } from '../../../app/upload.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { ComposerFiles } from './ComposerFiles.tsx'
import { replyHint } from './reply-hint.ts'
import { TriggerList } from './TriggerList.tsx'
import type { ComposerState } from './use-composer.ts'
import { useTrigger } from './use-trigger.ts'
import { useUploads } from './use-uploads.ts'

type ComposerProps = { detail: ConversationDetail; composer: ComposerState }

/** Two papers in one place: the reply that the customer gets, and the note that he does not. */
export function Composer({ detail, composer }: ComposerProps) {
  const { t } = useTranslation()
  const me = useMe()
  const picker = useRef<HTMLInputElement>(null)
  const { draft, text, field, setText, send, setTab, canSend } = composer
  const isNote = draft.tab === 'note'
  const mayWrite = isNote || detail.canReply
  const trigger = useTrigger(detail, composer)
  const uploads = useUploads(composer)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends a Chinese composition is not Enter.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (trigger.onKeyDown(event)) return
    if (event.key === 'Escape') return event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    event.preventDefault()
    send(!isNote && (event.ctrlKey || event.metaKey) ? 'await_customer' : 'nothing')
  }
  const onPaste = (event: ClipboardEvent) => {
    if (isNote || event.clipboardData.files.length === 0) return
    event.preventDefault()
    uploads.add(event.clipboardData.files)
  }
  const onDrop = (event: DragEvent) => {
    if (isNote || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    uploads.add(event.dataTransfer.files)
  }
  const begin = (mark: string) => {
    const spaced = text === '' || /\s$/.test(text) ? text + mark : `${text} ${mark}`
    setText(spaced, spaced.length)
    trigger.look(spaced, spaced.length)
  }

  return (
    <section className={isNote ? 'comp isnote' : 'comp'} aria-label={t('composer.label')} onDrop={onDrop} onDragOver={(event) => event.preventDefault()}>
      <div className="tabs" role="tablist" aria-label={t('composer.label')}>
        {(['reply', 'note'] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={draft.tab === tab}
            aria-controls="composer-paper"
            tabIndex={draft.tab === tab ? 0 : -1}
            onClick={() => composer.focus(tab)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
                setTab(tab === 'reply' ? 'note' : 'reply')
                document.getElementById(tab === 'reply' ? 'tab-note' : 'tab-reply')?.focus()
              }
            }}
          >
            {t(`composer.${tab}`)}
          </button>
        ))}
        {isNote && <span className="tip">{t('composer.noteTip')}</span>}
      </div>
      <div id="composer-paper" role="tabpanel" aria-labelledby={`tab-${draft.tab}`}>
        {mayWrite ? (
          <>
            <div className="grow" data-text={text}>
              <textarea
                ref={field}
                value={text}
                rows={2}
                maxLength={8000}
                aria-label={t(`composer.${draft.tab}`)}
                placeholder={isNote ? t('composer.notePlaceholder') : t(`composer.${replyHint(detail.row, me.id)}`, { name: detail.row.assignee?.name ?? '' })}
                lang={isNote || text === '' ? undefined : detail.row.language}
                onChange={(event) => {
                  setText(event.target.value)
                  trigger.look(event.target.value, event.target.selectionStart)
                }}
                onSelect={(event) => trigger.look(event.currentTarget.value, event.currentTarget.selectionStart)}
                onBlur={trigger.close}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
                {...trigger.fieldAria}
              />
            </div>
            {trigger.open && <TriggerList trigger={trigger} />}
            {!isNote && <ComposerFiles files={draft.attachments} uploads={uploads.running} onRemove={composer.removeAttachment} onCancel={uploads.cancel} />}
            <div className="tools">
              {!isNote && <IconButton icon={iconClip} label={t('composer.attach')} onClick={() => picker.current?.click()} />}
              {!isNote && (
                <input
                  ref={picker}
                  type="file"
                  hidden
                  multiple
                  accept={ACCEPTED_FILES}
                  onChange={(event) => {
                    if (event.target.files) uploads.add(event.target.files)
                    event.target.value = ''
                  }}
                />
              )}
              {!isNote && (
                <button type="button" className="k" onClick={() => begin('/')}>
                  <kbd>/</kbd>
                  {t('composer.canned')}
                </button>
              )}
              {!isNote && (
                <button type="button" className="k" onClick={() => begin('#')}>
                  <kbd>#</kbd>
                  {t('composer.articles')}
                </button>
              )}
              {isNote && (
                <button type="button" className="k" onClick={() => begin('@')}>
                  <kbd>@</kbd>
                  {t('composer.colleagues')}
                </button>
              )}
              <span className="sp" />
              {!isNote && <IconButton icon={iconHold} label={t('composer.sendAndWait')} disabled={!canSend} onClick={() => send('await_customer')} />}
              <Button look="primary" disabled={!canSend || uploads.running.length > 0} onClick={() => send('nothing')}>
                {t(isNote ? 'composer.addNote' : 'composer.send')}
              </Button>
            </div>
          </>
        ) : (
          <p className="cannot">{t('composer.closed')}</p>
        )}
      </div>
    </section>
  )
}
