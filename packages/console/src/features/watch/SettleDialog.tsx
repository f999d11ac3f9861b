import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { TextField } from '../../app/ui/TextField.tsx'
import { useRun } from '../../app/use-run.ts'
import type { UndeliveredConversation } from './by-conversation.ts'
import { settleDelivery } from './watch-api.ts'

type SettleDialogProps = { undelivered: UndeliveredConversation; onClose: () => void }

/** Somebody has reached the customer in another way, or need not: that and why go on record. */
export function SettleDialog({ undelivered, onClose }: SettleDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const { run, busy } = useRun()
  const { first, answers } = undelivered
  const count = answers.length
  const settle = async () => {
    const isDone = await run(() => settleDelivery(undelivered, note.trim()), t('undelivered.settled'))
    await client.invalidateQueries({ queryKey: keys.undelivered })
    if (isDone) onClose()
  }
  return (
    <Dialog title={t('undelivered.settleTitle', { count })} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void settle()
        }}
      >
        <p>{t('undelivered.settleWhat', { name: first.customer.name ?? t('customer.visitor'), reference: first.reference, count })}</p>
        <TextField label={t('undelivered.note')} hint={t('undelivered.noteHint')} value={note} onChange={setNote} maxLength={500} required />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={note.trim() === ''}>
            {t('undelivered.settle')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
