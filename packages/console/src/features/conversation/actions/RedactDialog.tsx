import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Dialog } from '../../../app/ui/Dialog.tsx'
import { Field } from '../../../app/ui/Field.tsx'
import { redact } from '../conversation-api.ts'
import { usePanelCommand } from './use-panel-command.ts'

type RedactDialogProps = { entry: StaffEntry; onClose: () => void }

/** Removes words and files for good, everywhere; that and the reason stay on record. */
export function RedactDialog({ entry, onClose }: RedactDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const { submit, busy } = usePanelCommand(entry.conversationId, onClose)
  return (
    <Dialog title={t('redact.title')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(() => redact(entry.conversationId, entry.seq, reason.trim()), t('done.redacted'))
        }}
      >
        <p>{t('redact.what')}</p>
        <blockquote className="quoted">{entry.content?.text || t('redact.filesOnly', { count: entry.content?.attachments.length ?? 0 })}</blockquote>
        <Field label={t('redact.reason')} hint={t('redact.reasonHint')} value={reason} onChange={setReason} maxLength={500} required autoFocus />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" busy={busy} disabled={reason.trim().length < 3}>
            {t('redact.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
