import type { Language } from '@yingda/protocol/language.ts'
import type { Db } from '../../../platform/db/db.ts'

export type BotLearnedTable = { key: Buffer; language: Language; claimed_until: Date; learned_at: Date | null; weights: Buffer | null }

export const tables = (db: Db) => db.$extendTables<{ bot_learned: BotLearnedTable }>()
