import type { SettingChanges } from '@yingda/protocol/http/setting-change.ts'
import { queryString, request } from '../../../app/http/request.ts'

export const getChanges = (cursor: string | null, signal?: AbortSignal): Promise<SettingChanges> =>
  request('GET', `/setting-changes${queryString(cursor === null ? {} : { cursor })}`, undefined, { signal })
