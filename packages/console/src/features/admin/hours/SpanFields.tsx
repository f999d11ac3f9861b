import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { iconPlus, iconX } from '@yingda/ui/icons.ts'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { faultOf, isOvernight, readTime, withSpan, type SpanDraft } from './hours-draft.ts'

type SpanFieldsProps = { day: string; spans: readonly SpanDraft[]; onChange: (spans: readonly SpanDraft[]) => void }

/** The hours of one day, any number of them: typed, added and taken out by keyboard alone. None = closed. */
export function SpanFields({ day, spans, onChange }: SpanFieldsProps) {
  const { t } = useTranslation()
  const add = useRef<HTMLButtonElement>(null)
  const set = (key: number, change: Partial<SpanDraft>) => onChange(spans.map((span) => (span.key === key ? { ...span, ...change } : span)))
  const remove = (key: number) => {
    onChange(spans.filter((span) => span.key !== key))
    add.current?.focus()
  }
  const time = (span: SpanDraft, end: 'from' | 'until', number: number) => (
    <input
      value={span[end]}
      onChange={(event) => set(span.key, { [end]: event.target.value })}
      onBlur={() => set(span.key, { [end]: readTime(span[end], end) ?? span[end] })}
      aria-label={t(`hours.${end}`, { day, number })}
      aria-invalid={faultOf(span, spans) !== null || undefined}
      autoFocus={span.isNew && end === 'from'}
      inputMode="numeric"
      maxLength={5}
      placeholder={end === 'from' ? '09:00' : '18:00'}
    />
  )
  return (
    <div className="spans">
      {spans.length === 0 && <span className="quiet">{t('hours.closed')}</span>}
      {spans.map((span, index) => {
        const fault = faultOf(span, spans)
        return (
          <span className="span" key={span.key}>
            {time(span, 'from', index + 1)}
            <span aria-hidden="true">–</span>
            {time(span, 'until', index + 1)}
            {isOvernight(span) && <small>{t('hours.nextDay')}</small>}
            <IconButton icon={iconX} label={t('hours.removeSpan', { day, number: index + 1 })} onClick={() => remove(span.key)} />
            {fault !== null && (span.from !== '' || span.until !== '') && (
              <small className="rd" role="alert">
                {t(`hours.fault.${fault}`)}
              </small>
            )}
          </span>
        )
      })}
      <IconButton ref={add} icon={iconPlus} label={t('hours.addSpan', { day })} onClick={() => onChange(withSpan(spans))} />
    </div>
  )
}
