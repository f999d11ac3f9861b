import type { Language } from '@yingda/protocol/language.ts'
import type { Undelivered, UndeliveredAnswer } from '@yingda/protocol/http/delivery.ts'
import type { MissedPromises } from '@yingda/protocol/http/promise.ts'
import type { Alarms, Reconciliation } from '@yingda/protocol/http/watch.ts'
import type { WaitAccuracy } from '@yingda/protocol/http/waits.ts'
import { queryString, request } from '../../app/http/request.ts'
import type { Days } from './accounts.ts'
import type { UndeliveredConversation } from './by-conversation.ts'

export const getAlarms = (signal?: AbortSignal): Promise<Alarms> => request('GET', '/alarms', undefined, { signal })
export const getMissed = (signal?: AbortSignal): Promise<MissedPromises> => request('GET', '/promises/missed', undefined, { signal })
export const getLastDays = (days: number, signal?: AbortSignal): Promise<Reconciliation> =>
  request('GET', `/reconciliation${queryString({ days })}`, undefined, { signal })
export const getDays = (days: Days, signal?: AbortSignal): Promise<Reconciliation> =>
  request('GET', `/reconciliation${queryString(days)}`, undefined, { signal })
export const csvAddress = ({ from, until }: Days, language: Language): string =>
  `/api/staff/reconciliation${queryString({ from, until, format: 'csv', language })}`

export const getUndelivered = (cursor: string | null, signal?: AbortSignal): Promise<Undelivered> =>
  request('GET', `/undelivered${queryString(cursor === null ? {} : { cursor })}`, undefined, { signal })
const pathOf = ({ conversationId, seq }: UndeliveredAnswer): string => `/conversations/${conversationId}/undelivered/${seq}`
const alsoOf = ({ answers }: UndeliveredConversation): number[] => answers.slice(1).map(({ seq }) => seq)
export const retryDelivery = (of: UndeliveredConversation): Promise<unknown> => request('POST', `${pathOf(of.first)}/retry`, { alsoSeqs: alsoOf(of) })
export const settleDelivery = (of: UndeliveredConversation, note: string): Promise<unknown> =>
  request('POST', `${pathOf(of.first)}/settle`, { note, alsoSeqs: alsoOf(of) })
export const getWaitAccuracy = (days: number, signal?: AbortSignal): Promise<WaitAccuracy> =>
  request('GET', `/waits/accuracy${queryString({ days })}`, undefined, { signal })
export const waitCsvAddress = ({ from, until }: Days, language: Language): string =>
  `/api/staff/waits/accuracy${queryString({ from, until, format: 'csv', language })}`
