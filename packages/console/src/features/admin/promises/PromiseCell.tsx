import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromiseRow } from '@yingda/protocol/http/promise.ts'
import { emptyMeans, inHours, readCell, type Column } from './promises-draft.ts'

type PromiseCellProps = { kind: PromiseRow['kind']; column: Column; label: string; text: string; onType: ((text: string) => void) | null }

/** A number to type, or to read where nothing may be changed; a long time in hours beside it. */
export function PromiseCell({ kind, column, label, text, onType }: PromiseCellProps) {
  const { t } = useTranslation()
  const id = useId()
  const hoursText = useHoursText()
  const value = readCell(text, { kind }, column)
  const isWrong = value === 'wrong'
  const means = emptyMeans({ kind }, column)
  const empty = means === null ? undefined : t(`promises.${means}`)
  const hours = typeof value === 'number' && column !== 'warnPercent' ? hoursText(value) : null
  const aside = hours !== null && (
    <span id={id} className="inhours">
      {hours}
    </span>
  )
  if (onType === null)
    return (
      <>
        <span className="num">{text === '' ? empty : text}</span>
        {aside}
      </>
    )
  return (
    <>
      <input
        value={text}
        onChange={(event) => onType(event.target.value)}
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        aria-label={label}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong || hours !== null ? id : undefined}
        placeholder={empty}
      />
      {aside}
      {isWrong && (
        <small id={id} className="rd" role="alert">
          {t(column === 'warnPercent' ? 'promises.wrong_percent' : 'promises.wrong_minutes')}
        </small>
      )}
    </>
  )
}

function useHoursText(): (minutes: number) => string | null {
  const { t } = useTranslation()
  return (all) => {
    const parts = inHours(all)
    if (parts === null) return null
    return parts.minutes === 0 ? t('time.hours', { count: parts.hours }) : t('promises.hoursMinutes', parts)
  }
}
