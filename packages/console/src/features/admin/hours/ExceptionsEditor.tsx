import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { iconPlus, iconX } from '@yingda/ui/icons.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { withException, type ExceptionDraft } from './hours-draft.ts'
import { SpanFields } from './SpanFields.tsx'

type ExceptionsEditorProps = { exceptions: readonly ExceptionDraft[]; onChange: (exceptions: readonly ExceptionDraft[]) => void }

/** Dates whose hours are not those of their weekday. */
export function ExceptionsEditor({ exceptions, onChange }: ExceptionsEditorProps) {
  const { t } = useTranslation()
  const add = useRef<HTMLButtonElement>(null)
  const set = (key: number, change: Partial<ExceptionDraft>) => onChange(exceptions.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const remove = (key: number) => {
    onChange(exceptions.filter((one) => one.key !== key))
    add.current?.focus()
  }
  const isTwice = (date: string) => date !== '' && exceptions.filter((one) => one.date === date).length > 1
  return (
    <fieldset className="checks hours">
      <legend>{t('hours.exceptions')}</legend>
      {exceptions.map((one, index) => (
        <div className="exception" key={one.key}>
          <input
            type="date"
            value={one.date}
            onChange={(event) => set(one.key, { date: event.target.value })}
            aria-label={t('hours.date', { number: index + 1 })}
            aria-invalid={isTwice(one.date) || undefined}
            autoFocus={one.isNew}
            required
          />
          <input
            value={one.label}
            onChange={(event) => set(one.key, { label: event.target.value })}
            aria-label={t('hours.label', { number: index + 1 })}
            placeholder={t('hours.labelHint')}
            maxLength={80}
          />
          <SpanFields day={one.date || t('hours.date', { number: index + 1 })} spans={one.spans} onChange={(spans) => set(one.key, { spans })} />
          <IconButton icon={iconX} label={t('hours.removeException', { day: one.date })} onClick={() => remove(one.key)} />
          {isTwice(one.date) && (
            <small className="rd" role="alert">
              {t('hours.dateTwice')}
            </small>
          )}
        </div>
      ))}
      <Button ref={add} icon={iconPlus} onClick={() => onChange(withException(exceptions))}>
        {t('hours.addException')}
      </Button>
    </fieldset>
  )
}
