import { useTranslation } from 'react-i18next'
import type { Bilingual } from '@yingda/protocol/language.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { dateText } from '../../../app/time-text.ts'
import { QUESTION_KINDS } from '../../conversation/vocabulary.ts'
import { weekdayNames } from '../hours/hours-text.ts'
import { isNothing, isValues, type ChangedField } from './changed-fields.ts'

type Names = Readonly<Record<string, Bilingual>>
type FieldText = { field: string; before: string; after: string }

const LEVELS = ['none', 'basic', 'able', 'expert'] as const

/** What is set, and its values, in words; what is not known is named as it is recorded. @param names of teams and hours, by id */
export function useFieldText(names: Names): (changed: ChangedField) => FieldText {
  const fieldName = useFieldName()
  const valueText = useValueText(names)
  return (changed) => ({ field: fieldName(changed), before: valueText(changed.field, changed.before), after: valueText(changed.field, changed.after) })
}

function useFieldName(): (changed: ChangedField) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return ({ field, of }) => {
    const question = QUESTION_KINDS.find((one) => one === of)
    if (question !== undefined) return t('changes.skill', { question: t(`question.${question}`) })
    if (field === 'weekly') return weekdayNames(language)[Number(of)] ?? field
    if (field === 'exceptions' && of !== null) return dateText(of, language)
    const named: Readonly<Record<string, string>> = {
      name: t('staff.name'),
      role: t('staff.role'),
      teamIds: t('staff.teams'),
      capacity: t('staff.capacity'),
      languages: t('routing.languages'),
      nameZh: t('teams.nameZh'),
      nameEn: t('teams.nameEn'),
      questionTypes: t('teams.questions'),
      strategy: t('routing.strategy'),
      acceptSeconds: t('offer.seconds'),
      calendarId: t('hours.title'),
      steps: t('changes.overview'),
      timeZone: t('hours.timeZone'),
      chinaHolidays: t('hours.chinaHolidays'),
      minutes: t('promises.minutes'),
      warnPercent: t('promises.warnPercent'),
      releaseMinutes: t('promises.releaseMinutes'),
      chat: t('weights.chat'),
      call_back_chat: t('weights.call_back_chat'),
      call_back_phone: t('weights.call_back_phone'),
    }
    return named[field] ?? field
  }
}

function useValueText(names: Names): (field: string, value: unknown) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  const nameOf = (id: unknown): string => names[String(id)]?.[language] ?? t('changes.unnamed')
  const spansText = (spans: unknown): string =>
    isNothing(spans)
      ? t('hours.closed')
      : listOf(spans)
          .map((one) => (isValues(one) ? `${String(one['from'])}–${String(one['until'])}` : ''))
          .join(t('common.listComma'))
  const nothingIn: Readonly<Record<string, string>> = {
    weekly: t('hours.closed'),
    calendarId: t('hours.ofTeamNone'),
    acceptSeconds: t('offer.direct'),
    releaseMinutes: t('promises.keeps'),
    minutes: t('promises.unpromised'),
    skills: t('routing.level.none'),
  }
  const oneText = (field: string, one: unknown): string => {
    const question = QUESTION_KINDS.find((each) => each === one)
    if (field === 'questionTypes' && question !== undefined) return t(`question.${question}`)
    if (field === 'teamIds' || field === 'calendarId') return nameOf(one)
    if (field === 'languages' && (one === 'en' || one === 'zh-CN')) return t(`language.${one}`)
    if (field === 'role' && (one === 'agent' || one === 'lead' || one === 'admin')) return t(`role.${one}`)
    if (field === 'strategy' && (one === 'least_busy' || one === 'longest_idle')) return t(`routing.strategies.${one}`)
    if (field === 'skills') return t(`routing.level.${LEVELS[Number(one)] ?? 'none'}`)
    if (typeof one === 'boolean') return t(one ? 'changes.yes' : 'changes.no')
    if (field === 'exceptions' && isValues(one)) return dayText(one)
    if (field === 'steps' && isValues(one))
      return t(one['whenNobody'] === true ? 'changes.stepAtOnce' : 'changes.step', { team: nameOf(one['teamId']), minutes: Number(one['afterMinutes']) })
    return typeof one === 'string' || typeof one === 'number' ? String(one) : JSON.stringify(one)
  }
  const dayText = ({ spans, label }: Record<string, unknown>): string =>
    typeof label === 'string' && label !== '' ? t('changes.label', { hours: spansText(spans), label }) : spansText(spans)
  return (field, value) => {
    if (isNothing(value)) return nothingIn[field] ?? t('changes.nothing')
    if (field === 'weekly') return spansText(value)
    return listOf(value)
      .map((one) => oneText(field, one))
      .join(t('common.listComma'))
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
