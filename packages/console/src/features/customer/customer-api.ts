import type { BlockBody, CareAnswer, CareBody, CustomerDetail, WalletAnswer } from '@yingda/protocol/http/staff.ts'
import type * as z from 'zod'
import { queryString, request } from '../../app/http/request.ts'

export const getCustomer = (id: string, signal?: AbortSignal): Promise<CustomerDetail> => request('GET', `/customers/${id}`, undefined, { signal })
/** Each call is a look-up that the conversation records: never repeat it without a reason. */
export const getWallet = (id: string, conversationId: string, signal?: AbortSignal): Promise<WalletAnswer> =>
  request('GET', `/customers/${id}/wallet${queryString({ conversationId })}`, undefined, { signal })
export const blockCustomer = (id: string, body: z.infer<typeof BlockBody>): Promise<unknown> => request('POST', `/customers/${id}/block`, body)
export const unblockCustomer = (id: string): Promise<unknown> => request('DELETE', `/customers/${id}/block`)
export const changeCare = (id: string, body: CareBody): Promise<CareAnswer> => request('PUT', `/customers/${id}/care`, body)
