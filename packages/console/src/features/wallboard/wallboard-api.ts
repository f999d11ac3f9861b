import type { Wallboard } from '@yingda/protocol/http/wallboard.ts'
import { request } from '../../app/http/request.ts'

export const getWallboard = (signal?: AbortSignal): Promise<Wallboard> => request('GET', '/wallboard', undefined, { signal })
