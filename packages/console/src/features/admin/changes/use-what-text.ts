import { useTranslation } from 'react-i18next'
import { PromiseKind } from '@yingda/protocol/entries/conversation.ts'
import { PromisePriority } from '@yingda/protocol/http/promise.ts'
import type { SettingChange } from '@yingda/protocol/http/setting-change.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'

/** What was done, and to whom or what. */
export function useWhatText(): (change: SettingChange) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return ({ type, about, after }) => {
    const [promise, priority] = [PromiseKind.safeParse(after['promise']).data, PromisePriority.safeParse(after['priority']).data]
    if (type === 'promise.changed' && promise !== undefined && priority !== undefined)
      return t('changes.promise', { promise: t(`promise.${promise}`), priority: t(`promises.priorities.${priority}`) })
    return t(`changes.type.${underscored(type)}`, { name: about?.[language] ?? t('changes.unnamed') })
  }
}

type Underscored<Type extends string> = Type extends `${infer Stream}.${infer Done}` ? `${Stream}_${Done}` : Type

/** As the catalogue names it, where a dot has a meaning of its own. */
const underscored = <Type extends string>(type: Type): Underscored<Type> => type.replace('.', '_') as Underscored<Type> // an entry's name has one dot
