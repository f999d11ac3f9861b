import type { CommandAccepted } from '@yingda/protocol/http/common.ts'
import type { OfferList } from '@yingda/protocol/http/offers.ts'
import type * as z from 'zod'
import { request } from '../../app/http/request.ts'

type Accepted = z.infer<typeof CommandAccepted>

export const getOffers = (signal?: AbortSignal): Promise<OfferList> => request('GET', '/offers', undefined, { signal })
export const acceptOffer = (conversationId: string): Promise<Accepted> => request('POST', `/conversations/${conversationId}/offer/accept`)
export const declineOffer = (conversationId: string): Promise<Accepted> => request('POST', `/conversations/${conversationId}/offer/decline`)
