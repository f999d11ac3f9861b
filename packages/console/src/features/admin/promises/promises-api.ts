import type { Promises, PromisesBody } from '@yingda/protocol/http/promise.ts'
import { request } from '../../../app/http/request.ts'

export const getPromises = (signal?: AbortSignal): Promise<Promises> => request('GET', '/promises', undefined, { signal })
export const changePromises = (body: PromisesBody): Promise<unknown> => request('PUT', '/promises', body)
