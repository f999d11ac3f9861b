import { useTranslation } from 'react-i18next'
import type { OverflowList } from '@yingda/protocol/http/overflow.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { iconPlus } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { lacksOf } from './lacks.ts'
import { newStep, type StepDraft } from './overflow-draft.ts'
import { OverflowStepFields } from './OverflowStepFields.tsx'

type OverflowFieldsProps = {
  teams: OverflowList['teams']
  ownId: string | null
  /** Which come to this team. */
  questionTypes: readonly QuestionType[]
  draft: readonly StepDraft[]
  onChange: (draft: readonly StepDraft[]) => void
}

/** Which teams help this one, in the order in which they are asked. */
export function OverflowFields({ teams, ownId, questionTypes, draft, onChange }: OverflowFieldsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const used = new Set<string>([...(ownId === null ? [] : [ownId]), ...draft.map((step) => step.teamId)])
  const options = teams.map((team) => ({ value: team.id, label: language === 'en' ? team.nameEn : team.nameZh }))
  const languages = teams.find(({ id }) => id === ownId)?.languages ?? []
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
          lacks={lacksOf(
            teams.find(({ id }) => id === step.teamId),
            { questionTypes, languages },
          )}
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
