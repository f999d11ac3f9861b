import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Dialog } from '../../../app/ui/Dialog.tsx'
import { Field } from '../../../app/ui/Field.tsx'
import { SelectField } from '../../../app/ui/SelectField.tsx'
import { useRun } from '../../../app/use-run.ts'
import { blockCustomer } from '../../customer/customer-api.ts'

type BlockDialogProps = { customerId: string; onClose: () => void }
const HOURS = [1, 24, 72, 168, 720] as const

/** Bars somebody from writing for a time, with a reason that stays on record. */
export function BlockDialog({ customerId, onClose }: BlockDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [hours, setHours] = useState('24')
  const [reason, setReason] = useState('')
  const { run, busy } = useRun()
  return (
    <Dialog title={t('action.block')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void run(() => blockCustomer(customerId, { hours: Number(hours), reason: reason.trim() }), t('done.blocked')).then((accepted) => {
            if (!accepted) return
            void client.invalidateQueries({ queryKey: keys.customer(customerId) })
            onClose()
          })
        }}
      >
        <p>{t('block.what')}</p>
        <SelectField
          label={t('block.howLong')}
          value={hours}
          onChange={setHours}
          options={HOURS.map((count) => ({ value: String(count), label: count < 48 ? t('block.hours', { count }) : t('block.days', { count: count / 24 }) }))}
        />
        <Field label={t('redact.reason')} value={reason} onChange={setReason} maxLength={500} required />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="danger" busy={busy} disabled={reason.trim().length < 3}>
            {t('block.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
