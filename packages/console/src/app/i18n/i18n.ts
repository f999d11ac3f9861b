import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '@yingda/protocol/language.ts'
import { setRequestLanguage } from '../http/request.ts'
import { browserStorage } from '../storage.ts'

const i18n = createInstance()
const KEY = 'yingda.language'
const isLanguage = (text: string | null): text is Language => text === 'zh-CN' || text === 'en'

/** Before anybody is signed in: what this browser used last, else what it asks for. */
export function firstLanguage(): Language {
  const kept = browserStorage().get(KEY)
  if (isLanguage(kept)) return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

// Each catalogue is a chunk of its own: a window loads one language.
const load = (language: Language) =>
  language === 'en' ? import('@yingda/i18n/console/en.ts').then(({ en }) => en) : import('@yingda/i18n/console/zh-CN.ts').then(({ zhCN }) => zhCN)

export async function startI18n(language: Language): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await load(language) } },
    fallbackLng: false,
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  })
  settle(language)
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) i18n.addResourceBundle(language, 'translation', await load(language))
  await i18n.changeLanguage(language)
  settle(language)
}

export const currentLanguage = (): Language => (i18n.language === 'en' ? 'en' : 'zh-CN')

function settle(language: Language): void {
  document.documentElement.lang = language
  browserStorage().set(KEY, language)
  setRequestLanguage(language)
}
