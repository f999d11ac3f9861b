/** What the one script tag says. */
import type { Language } from '@yingda/protocol/language.ts'

export type Theme = 'auto' | 'light' | 'dark'
export type Settings = {
  /** Where the desk is: scheme, host, port, no slash at the end. */
  readonly base: string
  readonly language: Language
  readonly theme: Theme
  readonly launcher: boolean
  /** `page`: fills the container `#yingda`, for an app's web view. */
  readonly mode: 'floating' | 'page'
  readonly appVersion: string | null
  readonly device: string | null
}

export const asLanguage = (tag: string): Language => (tag.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')
export const asTheme = (word: string | null): Theme => (word === 'light' || word === 'dark' ? word : 'auto')

/**
 * @param attribute reads `data-…` of the script tag, null when it is not there
 * @param src the script's own address: its origin is the desk unless the tag says otherwise
 */
export function settingsFrom(attribute: (name: string) => string | null, src: string, deviceLanguage: string): Settings {
  return {
    base: (attribute('base') ?? new URL(src).origin).replace(/\/+$/, ''),
    language: asLanguage(attribute('language') ?? deviceLanguage),
    theme: asTheme(attribute('theme')),
    launcher: attribute('launcher') !== 'off',
    mode: attribute('mode') === 'page' ? 'page' : 'floating',
    appVersion: attribute('app-version'),
    device: attribute('device'),
  }
}
