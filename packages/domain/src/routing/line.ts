/**
 * The order of a line. What is more pressing has a head start, and nothing more: it stands as if it had waited so much
 * longer. So waiting ages everybody alike, and nobody starves: one that waits is overtaken only by those who came
 * within the head start after it, never by later ones, however many they are.
 */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { priorityOf, type Priority } from '../conversation/owed.ts'

const MINUTE_MS = 60_000

/** High stands five minutes before normal, urgent ten minutes before high. `line_at` in SQL says the same. */
export const HEAD_START_MS: Record<Priority, number> = { urgent: 15 * MINUTE_MS, high: 5 * MINUTE_MS, normal: 0 }

export type InLine = { id: string; questionType: QuestionType; urgent: boolean; care: boolean; queuedAtMs: number }

/** Since when it waits, head start included: the smallest is served first. */
export const lineAtMs = (one: Omit<InLine, 'id'>): number => one.queuedAtMs - HEAD_START_MS[priorityOf(one)]

/** Negative when `a` is served before `b`; never 0 for two different ones. */
export const byLine = (a: InLine, b: InLine): number => lineAtMs(a) - lineAtMs(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
