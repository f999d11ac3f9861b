/** What is replayed: questions with an optional label each, and which articles are right for a label. */
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import * as z from 'zod'

export type ReplayQuestion = { text: string; label: string | null }
/** Label → slugs of the articles that answer it, or that a person has to. */
export type Topics = Readonly<Record<string, readonly string[] | 'handover'>>

const Row = z.object({ text: z.string(), label: z.string().optional(), category: z.string().optional() })
const TopicsFile = z.record(z.string(), z.union([z.array(z.string()).min(1), z.literal('handover')]))

/** @throws Error when there is no column "text" or no question in it */
export async function readQuestions(file: string, limit: number | null): Promise<ReplayQuestion[]> {
  const rows: unknown[] = parse(await readFile(file), { columns: true, bom: true, skip_empty_lines: true, trim: true })
  const read = z.array(Row).safeParse(rows)
  if (!read.success || rows.length === 0) throw new Error(`${file} has no column "text" with questions in it`)
  const questions = read.data.filter(({ text }) => text !== '').map(({ text, label, category }) => ({ text, label: label ?? category ?? null }))
  return limit === null ? questions : questions.slice(0, limit)
}

export async function readTopics(file: string | null): Promise<Topics | null> {
  return file === null ? null : TopicsFile.parse(JSON.parse(await readFile(file, 'utf8')))
}
