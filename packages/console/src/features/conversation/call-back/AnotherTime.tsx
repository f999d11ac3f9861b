import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Failure } from '../../../app/ui/Failure.tsx'
import { SelectField } from '../../../app/ui/SelectField.tsx'
import { getCallBackTimes } from '../conversation-api.ts'
import { useCallBackTime } from './use-call-back-time.ts'

type AnotherTimeProps = { id: string; busy: boolean; onTell: (again: string) => void; onClose: () => void }

/** The customer wants the call at another time: it goes back into the line until then, and he is told. */
export function AnotherTime({ id, busy, onTell, onClose }: AnotherTimeProps) {
  const { t } = useTranslation()
  const timeOf = useCallBackTime()
  const [again, setAgain] = useState('')
  const times = useQuery({ queryKey: keys.callBackTimes(id), queryFn: ({ signal }) => getCallBackTimes(id, signal) })
  const slots = times.data?.slots ?? []
  return (
    <form
      className="again"
      onSubmit={(event) => {
        event.preventDefault()
        if (again !== '') onTell(again)
      }}
    >
      {times.isError && <Failure error={times.error} onRetry={() => void times.refetch()} />}
      {times.isSuccess && slots.length === 0 && <span className="quiet">{t('callBack.noTimes')}</span>}
      {slots.length > 0 && (
        <SelectField
          label={t('callBack.agreedFor')}
          value={again}
          onChange={setAgain}
          options={[{ value: '', label: t('callBack.chooseTime') }, ...slots.map((slot) => ({ value: slot.from, label: timeOf(slot) }))]}
        />
      )}
      <Button type="submit" busy={busy} disabled={again === ''}>
        {t('callBack.putOff')}
      </Button>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
    </form>
  )
}
