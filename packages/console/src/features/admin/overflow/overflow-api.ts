import type { OverflowBody, OverflowList } from '@yingda/protocol/http/overflow.ts'
import { request } from '../../../app/http/request.ts'

export const getOverflow = (signal?: AbortSignal): Promise<OverflowList> => request('GET', '/overflow', undefined, { signal })
export const setOverflow = (teamId: string, body: OverflowBody): Promise<unknown> => request('PUT', `/overflow/of-team/${teamId}`, body)
