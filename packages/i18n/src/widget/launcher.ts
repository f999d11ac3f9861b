import type { Language } from '@yingda/protocol/language.ts'

type LauncherWords = { ask: string; opening: string; unreached: string }

/** The launcher's words before the tables are loaded: alone, so that the script tag fetches nothing more. */
export const LAUNCHER_WORDS: Readonly<Record<Language, LauncherWords>> = {
  'zh-CN': { ask: '联系客服', opening: '正在打开…', unreached: '网络不畅，正在重试…' },
  en: { ask: 'Contact support', opening: 'Opening…', unreached: 'Can’t connect. Trying again…' },
}
