import type { CapacityWeights } from '@yingda/protocol/capacity.ts'
import { request } from '../../../app/http/request.ts'

export const getWeights = (signal?: AbortSignal): Promise<CapacityWeights> => request('GET', '/admin/capacity-weights', undefined, { signal })
export const changeWeights = (weights: CapacityWeights): Promise<unknown> => request('PUT', '/admin/capacity-weights', weights)
