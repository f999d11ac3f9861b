import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { SelectField } from '../../../app/ui/SelectField.tsx'
import { getCallBackTimes } from '../conversation-api.ts'
import { useCallBackTime } from './use-call-back-time.ts'

type NotReachedProps = { id: string; busy: boolean; onTell: (again: string | null) => void; onClose: () => void }

/** Nobody answered: call again at a time, or write instead. */
export function NotReached({ id, busy, onTell, onClose }: NotReachedProps) {
  const { t } = useTranslation()
  const timeOf = useCallBackTime()
  const [again, setAgain] = useState('')
  const times = useQuery({ queryKey: keys.callBackTimes(id), queryFn: ({ signal }) => getCallBackTimes(id, signal) })
  const options = [{ value: '', label: t('callBack.inWriting') }, ...(times.data?.slots ?? []).map((slot) => ({ value: slot.from, label: timeOf(slot) }))]
  return (
    <form
      className="again"
      onSubmit={(event) => {
        event.preventDefault()
        onTell(again === '' ? null : again)
      }}
    >
      <SelectField label={t('callBack.again')} value={again} onChange={setAgain} options={options} />
      <Button type="submit" busy={busy}>
        {t('callBack.tellNotReached')}
      </Button>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
    </form>
  )
}
