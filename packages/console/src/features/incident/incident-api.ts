import type { EndIncidentBody, IncidentList, OpenIncidentBody, PlanWorkBody, UpdateIncidentBody } from '@yingda/protocol/http/incident.ts'
import { request } from '../../app/http/request.ts'

export const getIncidents = (signal?: AbortSignal): Promise<IncidentList> => request('GET', '/incidents', undefined, { signal })
export const openIncident = (body: OpenIncidentBody): Promise<unknown> => request('POST', '/incidents', body)
export const planWork = (body: PlanWorkBody): Promise<unknown> => request('POST', '/incidents/planned', body)
export const updateIncident = (id: string, body: UpdateIncidentBody): Promise<unknown> => request('POST', `/incidents/${id}/updates`, body)
export const endIncident = (id: string, body: EndIncidentBody): Promise<unknown> => request('POST', `/incidents/${id}/end`, body)
