import type { Language } from '@yingda/protocol/language.ts'

/** The launcher's words before the tables are loaded: alone, so that the script tag fetches nothing more. */
export const LAUNCHER_WORDS: Readonly<Record<Language, string>> = { 'zh-CN': '联系客服', en: 'Contact support' }
