import 'i18next'
import type { ConsoleMessages } from '@yingda/i18n/console/zh-CN.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: ConsoleMessages }
    returnNull: false
  }
}
