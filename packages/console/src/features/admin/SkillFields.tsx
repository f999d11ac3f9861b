import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Language } from '@yingda/protocol/language.ts'
import { SKILL_LEVELS, type Skills } from '@yingda/protocol/skills.ts'
import { CheckField } from '../../app/ui/CheckField.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { QUESTION_KINDS } from '../conversation/vocabulary.ts'

type SkillFieldsProps = {
  languages: readonly Language[]
  onLanguages: (languages: readonly Language[]) => void
  skills: Skills
  onSkills: (skills: Skills) => void
}

/** By level, 0 being none. */
const NAMES = ['none', 'basic', 'able', 'expert'] as const

/** Which languages somebody writes in, and how well which questions are answered: what is given out goes by it. */
export function SkillFields({ languages, onLanguages, skills, onSkills }: SkillFieldsProps) {
  const { t } = useTranslation()
  const hint = useId()
  const levels = NAMES.map((name, level) => ({ value: String(level), label: t(`routing.level.${name}`) }))
  const set = (type: keyof Skills, chosen: string) => {
    const { [type]: _, ...others } = skills
    const level = SKILL_LEVELS.find((one) => String(one) === chosen)
    onSkills(level === undefined ? others : { ...others, [type]: level })
  }
  return (
    <>
      <fieldset className="checks">
        <legend>{t('routing.languages')}</legend>
        <div className="pair">
          {Language.options.map((one) => (
            <CheckField
              key={one}
              label={t(`language.${one}`)}
              checked={languages.includes(one)}
              // the last one stays: who writes in none could be given nothing
              onChange={(on) => (on || languages.length > 1) && onLanguages(on ? [...languages, one] : languages.filter((other) => other !== one))}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="checks" aria-describedby={hint}>
        <legend>{t('routing.skills')}</legend>
        <div className="pair">
          {QUESTION_KINDS.map((type) => (
            <SelectField key={type} label={t(`question.${type}`)} value={String(skills[type] ?? 0)} onChange={(chosen) => set(type, chosen)} options={levels} />
          ))}
        </div>
        <p className="quiet" id={hint}>
          {t('routing.skillsHint')}
        </p>
      </fieldset>
    </>
  )
}
