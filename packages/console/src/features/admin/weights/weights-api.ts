import type { CapacityWeights, CapacityWeightsBody } from '@yingda/protocol/capacity.ts'
import { request } from '../../../app/http/request.ts'

export const getWeights = (signal?: AbortSignal): Promise<CapacityWeights> => request('GET', '/admin/capacity-weights', undefined, { signal })
export const changeWeights = (body: CapacityWeightsBody): Promise<unknown> => request('PUT', '/admin/capacity-weights', body)
