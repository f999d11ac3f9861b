import type { Alarms, Reconciliation } from '@yingda/protocol/http/watch.ts'
import { queryString, request } from '../../app/http/request.ts'
import type { Days } from './accounts.ts'

export const getAlarms = (signal?: AbortSignal): Promise<Alarms> => request('GET', '/alarms', undefined, { signal })
export const getLastDays = (days: number, signal?: AbortSignal): Promise<Reconciliation> =>
  request('GET', `/reconciliation${queryString({ days })}`, undefined, { signal })
export const getDays = (days: Days, signal?: AbortSignal): Promise<Reconciliation> =>
  request('GET', `/reconciliation${queryString(days)}`, undefined, { signal })
export const csvAddress = ({ from, until }: Days): string => `/api/staff/reconciliation${queryString({ from, until, format: 'csv' })}`
