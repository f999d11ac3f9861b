import type { PromiseRow, Promises } from '@yingda/protocol/http/promise.ts'
import { request } from '../../../app/http/request.ts'

export const getPromises = (signal?: AbortSignal): Promise<Promises> => request('GET', '/promises', undefined, { signal })
export const changePromises = (promises: readonly PromiseRow[]): Promise<unknown> => request('PUT', '/promises', { promises })
