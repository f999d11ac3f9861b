import { useQuery } from '@tanstack/react-query'
import { keys } from '../../app/query-keys.ts'
import { getAlarms } from './watch-api.ts'

/** An alarm may be raised while no list changes. */
const LOOK_EVERY_MS = 15_000

/** What is wrong now and was in the last day; read again with the counts of the lists, and by the clock. */
export const useAlarms = () => useQuery({ queryKey: keys.alarms, queryFn: ({ signal }) => getAlarms(signal), refetchInterval: LOOK_EVERY_MS })
