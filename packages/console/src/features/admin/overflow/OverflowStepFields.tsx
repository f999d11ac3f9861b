import { useTranslation } from 'react-i18next'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import { iconX } from '@yingda/ui/icons.ts'
import { CheckField } from '../../../app/ui/CheckField.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import type { Lacks } from './lacks.ts'
import { minutesOf, type StepDraft } from './overflow-draft.ts'

type OverflowStepFieldsProps = {
  step: StepDraft
  number: number
  lacks: Lacks
  options: readonly { value: OverflowStep['teamId']; label: string }[]
  onChange: (step: StepDraft) => void
  onRemove: () => void
}

/** One team that helps, and from when on. */
export function OverflowStepFields({ step, number, lacks, options, onChange, onRemove }: OverflowStepFieldsProps) {
  const { t } = useTranslation()
  const name = options.find(({ value }) => value === step.teamId)?.label ?? ''
  const isWrong = minutesOf(step) === null
  const choose = (value: string) => {
    const chosen = options.find((option) => option.value === value)
    if (chosen) onChange({ ...step, teamId: chosen.value })
  }
  return (
    <div className="helper">
      <div>
        <select aria-label={t('overflow.team', { number })} value={step.teamId} onChange={(event) => choose(event.target.value)}>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <input
          type="number"
          min={0}
          max={240}
          required
          value={step.minutes}
          onChange={(event) => onChange({ ...step, minutes: event.target.value })}
          aria-label={t('overflow.after', { team: name })}
          aria-invalid={isWrong || undefined}
        />
        <span>{t('overflow.minutes')}</span>
        <IconButton icon={iconX} label={t('overflow.remove', { team: name })} onClick={onRemove} />
      </div>
      {isWrong && (
        <small className="rd" role="alert">
          {t('overflow.wrong')}
        </small>
      )}
      {lacks.questionTypes.length > 0 && (
        <small className="am">
          {t('overflow.unskilled', { questions: lacks.questionTypes.map((type) => t(`question.${type}`)).join(t('common.listComma')) })}
        </small>
      )}
      {lacks.languages.length > 0 && (
        <small className="am">{t('overflow.speechless', { languages: lacks.languages.map((one) => t(`language.${one}`)).join(t('common.listComma')) })}</small>
      )}
      <CheckField label={t('overflow.whenNobody')} checked={step.whenNobody} onChange={(whenNobody) => onChange({ ...step, whenNobody })} />
    </div>
  )
}
