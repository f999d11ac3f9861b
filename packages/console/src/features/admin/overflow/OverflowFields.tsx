import { useTranslation } from 'react-i18next'
import type { OverflowList } from '@yingda/protocol/http/overflow.ts'
import { iconPlus } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { newStep, type StepDraft } from './overflow-draft.ts'
import { OverflowStepFields } from './OverflowStepFields.tsx'

type OverflowFieldsProps = { teams: OverflowList['teams']; ownId: string | null; draft: readonly StepDraft[]; onChange: (draft: readonly StepDraft[]) => void }

/** Which teams help this one, in the order in which they are asked. */
export function OverflowFields({ teams, ownId, draft, onChange }: OverflowFieldsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const used = new Set<string>([...(ownId === null ? [] : [ownId]), ...draft.map((step) => step.teamId)])
  const options = teams.map((team) => ({ value: team.id, label: language === 'en' ? team.nameEn : team.nameZh }))
  const next = teams.find((team) => !used.has(team.id))
  return (
    <fieldset className="checks overflow">
      <legend>{t('overflow.title')}</legend>
      <p className="quiet">{draft.length === 0 ? t('overflow.nobody') : t('overflow.hint')}</p>
      {draft.map((step, index) => (
        <OverflowStepFields
          key={step.teamId}
          step={step}
          number={index + 1}
          options={options.filter(({ value }) => value === step.teamId || !used.has(value))}
          onChange={(changed) => onChange(draft.with(index, changed))}
          onRemove={() => onChange(draft.toSpliced(index, 1))}
        />
      ))}
      {next && (
        <Button icon={iconPlus} onClick={() => onChange([...draft, newStep(next.id)])}>
          {t('overflow.add')}
        </Button>
      )}
    </fieldset>
  )
}
