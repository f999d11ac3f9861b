/** The words of the public status page and its feed. Both tables have the same keys, or the type check fails. */
import type { Language } from '@yingda/protocol/language.ts'
import type { StatusWords } from './status/zh-CN.ts'
import { en } from './status/en.ts'
import { zhCN } from './status/zh-CN.ts'

export const STATUS_WORDS: Readonly<Record<Language, StatusWords>> = { 'zh-CN': zhCN, en }
