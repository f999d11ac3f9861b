import { useCallback, useState } from 'react'
import { browserStorage, readJson } from '../../../app/storage.ts'
import type { ListFilters } from './list-id.ts'
import { ROW_ORDERS, type GroupId, type RowOrder } from './rows.ts'

/** How one list was left: its order, what it was narrowed by, which groups were folded. */
export type ListSettings = { order: RowOrder; filters: ListFilters; folded: GroupId[] }

const isSettings = (value: unknown): value is ListSettings =>
  typeof value === 'object' &&
  value !== null &&
  'order' in value &&
  ROW_ORDERS.some((order) => order === value.order) &&
  'filters' in value &&
  typeof value.filters === 'object' &&
  'folded' in value &&
  Array.isArray(value.folded)

/** A list's settings, remembered on this device per person. */
export function useListSettings(owner: string, list: string, order: RowOrder): [ListSettings, (change: Partial<ListSettings>) => void] {
  const key = `yingda.list.${owner}.${list}`
  const [settings, setSettings] = useState(() => readJson(browserStorage(), key, isSettings, { order, filters: {}, folded: [] }))
  const change = useCallback(
    (part: Partial<ListSettings>) =>
      setSettings((held) => {
        const next = { ...held, ...part }
        browserStorage().set(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  return [settings, change]
}
