import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '@yingda/protocol/http/staff.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { useRun } from '../../app/use-run.ts'
import { changeCare, getCustomer } from './customer-api.ts'

type CareDialogProps = { customerId: string; onClose: () => void }

/** Gives a customer priority service, or ends what staff gave, with a reason that stays on record. */
export function CareDialog({ customerId, onClose }: CareDialogProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({ queryKey: keys.customer(customerId), queryFn: ({ signal }) => getCustomer(customerId, signal) })
  return (
    <Dialog title={t('care.mark')} onClose={onClose}>
      {data ? <CareForm customer={data} onClose={onClose} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton kind="panel" />}
    </Dialog>
  )
}

function CareForm({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const { run, busy } = useRun()
  const { byStaff, byWallet, reason: onRecord } = customer.care
  const done = !byStaff ? 'care.given' : byWallet ? 'care.stays' : 'care.ended'
  const submit = async (): Promise<void> => {
    const accepted = await run(() => changeCare(customer.id, { care: !byStaff, reason: reason.trim() }), t(done))
    if (!accepted) return
    void client.invalidateQueries({ queryKey: keys.customer(customer.id) })
    onClose()
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>{t(byStaff ? 'care.endWhat' : 'care.giveWhat')}</p>
      {byWallet && <p>{t(byStaff ? 'care.alsoWallet' : 'care.byWallet')}</p>}
      {onRecord && <p>{t('care.why', { reason: onRecord })}</p>}
      <Field label={t('redact.reason')} hint={t(byStaff ? 'care.endHint' : 'care.reasonHint')} value={reason} onChange={setReason} maxLength={500} required />
      <div className="actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} disabled={reason.trim().length < 3}>
          {t(byStaff ? 'care.end' : 'care.give')}
        </Button>
      </div>
    </form>
  )
}
