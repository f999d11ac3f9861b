import type { Language } from '@yingda/protocol/language.ts'
import { en } from './en.ts'
import type { BotWords } from './words.ts'
import { zhCN } from './zh-CN.ts'

const WORDS: Readonly<Record<Language, BotWords>> = { 'zh-CN': zhCN, en }

export const botWords = (language: Language): BotWords => WORDS[language]
