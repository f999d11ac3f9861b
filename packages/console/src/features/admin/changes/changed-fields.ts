import type { SettingChange } from '@yingda/protocol/http/setting-change.ts'

/** One thing that is set otherwise now; `of`: a weekday from 0, a date, or a question type, where there is one for each. */
export type ChangedField = { field: string; of: string | null; before: unknown; after: unknown }

type Values = Record<string, unknown>
type Part = ChangedField['of']

/** Which promise it is, and not what it says. */
const NAMING = ['promise', 'priority']

/** What is otherwise than before; all that is set where nothing was before. What older records did not hold is not told as new. */
export function changedFields({ before, after }: Pick<SettingChange, 'before' | 'after'>): ChangedField[] {
  const fields = Object.keys(after).filter((field) => !NAMING.includes(field) && (before === null || field in before))
  return fields.flatMap((field) => {
    const [were, are] = [partsOf(field, before?.[field]), partsOf(field, after[field])]
    return [...new Set([...were.keys(), ...are.keys()])].flatMap((of) => {
      const one: ChangedField = { field, of, before: were.get(of), after: are.get(of) }
      return isSame(one.before, one.after) || (before === null && isNothing(one.after)) ? [] : [one]
    })
  })
}

export const isNothing = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0)

const isSame = (one: unknown, other: unknown): boolean => (isNothing(one) && isNothing(other)) || JSON.stringify(one) === JSON.stringify(other)

function partsOf(field: string, value: unknown): Map<Part, unknown> {
  if (field === 'weekly' && Array.isArray(value)) return new Map(value.map((spans: unknown, day) => [String(day), spans]))
  if (field === 'skills' && isValues(value)) return new Map(Object.entries(value))
  if (field === 'exceptions') return new Map((Array.isArray(value) ? value : []).filter(isValues).map((day) => [String(day['date']), day]))
  return field === 'weekly' || field === 'skills' ? new Map() : new Map([[null, value]])
}

export const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)
