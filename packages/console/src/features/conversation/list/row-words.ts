import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { PromiseStanding } from '../promise-standing.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { shortWhenText, waitText, whenText } from '../../../app/time-text.ts'

/** All that rows say besides what stands in them: looked up once for a list, and not for every row that comes into sight. */
export type RowWords = {
  language: Language
  visitor: string
  nobody: string
  care: string
  restricted: string
  draft: string
  callBack: string
  withBot: string
  snoozedUntil: string
  arrangedFor: string
  waitingFor: string
  quietFor: string
  late: string
  nearlyLate: string
  /** By when it is to be resolved, and how that stands. */
  resolveBy: (look: PromiseStanding['look'], at: string) => string
  question: (type: QuestionType) => string
  /** @param ms in whole units of its own words, so that there are not many of them */
  duration: (ms: number) => string
  when: (at: string, now: Date) => string
  /** As much of it as there is room for in a row. */
  shortly: (at: string, now: Date) => string
  /** An instant in full. */
  fully: (at: string) => string
}

export function useRowWords(): RowWords {
  const { t } = useTranslation()
  const language = useLanguage()
  return useMemo(() => rowWords(t, language), [t, language])
}

export function rowWords(t: TFunction, language: Language): RowWords {
  const near = { yesterday: t('time.yesterday'), tomorrow: t('time.tomorrow') }
  return {
    language,
    visitor: t('customer.visitor'),
    nobody: t('list.nobody'),
    care: t('care.mark'),
    restricted: t('list.restricted'),
    draft: t('list.draft'),
    callBack: t('callBack.title'),
    withBot: t('list.withBot'),
    snoozedUntil: t('list.snoozedUntil'),
    arrangedFor: t('list.arrangedFor'),
    waitingFor: t('list.waitingFor'),
    quietFor: t('list.quietFor'),
    late: t('promise.late'),
    nearlyLate: t('promise.nearlyLate'),
    resolveBy: (look, at) => t(`promise.resolveBy.${look}`, { at }),
    question: (type) => t(`question.${type}`),
    duration: once((ms) => {
      const wait = waitText(ms)
      return wait.unit === 'clock' ? wait.text : t(`time.${wait.unit}`, { count: wait.count })
    }),
    when: (at, now) => whenText(at, now, language, near),
    shortly: (at, now) => shortWhenText(at, now, language),
    fully: (at) => new Date(at).toLocaleString(language),
  }
}

function once(read: (ms: number) => string): (ms: number) => string {
  const held = new Map<number, string>()
  return (ms) => {
    const text = held.get(ms) ?? read(ms)
    held.set(ms, text)
    return text
  }
}
