import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { readCell, type Column } from './promises-draft.ts'

type PromiseCellProps = { column: Column; label: string; text: string; onType: ((text: string) => void) | null }

/** A number to type, or to read where nothing may be changed. */
export function PromiseCell({ column, label, text, onType }: PromiseCellProps) {
  const { t } = useTranslation()
  const id = useId()
  if (onType === null) return <span className="num">{text === '' ? t('promises.keeps') : text}</span>
  const isWrong = readCell(text, column) === 'wrong'
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
        aria-describedby={isWrong ? id : undefined}
        placeholder={column === 'releaseMinutes' ? t('promises.keeps') : undefined}
      />
      {isWrong && (
        <small id={id} className="rd" role="alert">
          {t(column === 'warnPercent' ? 'promises.wrong_percent' : 'promises.wrong_minutes')}
        </small>
      )}
    </>
  )
}
