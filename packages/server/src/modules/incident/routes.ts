/** Doors to incidents, to be registered under `/api/staff`. Each handler translates and calls. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import { EndIncidentBody, IncidentList, IncidentOpened, OpenIncidentBody, PlanWorkBody, UpdateIncidentBody } from '@yingda/protocol/http/incident.ts'
import { IncidentId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { openIncident, planWork } from './commands/open-incident.ts'
import { endIncident, updateIncident } from './commands/update-incident.ts'
import type { Components } from './components.ts'
import { listIncidents } from './queries/list-incidents.ts'

const OneIncident = z.strictObject({ id: IncidentId })
const read = { config: { permission: 'incident.read' as const } }
const manage = { config: { permission: 'incident.manage' as const } }

export const incidentRoutes: FastifyPluginAsyncZod<{ runner: Runner; components: Components }> = async (app, { runner, components }) => {
  app.get('/incidents', { ...read, schema: { response: { 200: IncidentList } } }, async (request) => ({
    incidents: await runner.query(staffOf(request), listIncidents),
    components: components.map(({ key, name }) => ({ key, name })),
  }))

  app.post('/incidents', { ...manage, schema: { body: OpenIncidentBody, response: { 200: IncidentOpened } } }, async (request) => ({
    id: await runner.run(staffOf(request), (ctx) => openIncident(ctx, components, request.body)),
  }))

  app.post('/incidents/planned', { ...manage, schema: { body: PlanWorkBody, response: { 200: IncidentOpened } } }, async (request) => ({
    id: await runner.run(staffOf(request), (ctx) => planWork(ctx, components, request.body)),
  }))

  app.post('/incidents/:id/updates', { ...manage, schema: { params: OneIncident, body: UpdateIncidentBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => updateIncident(ctx, components, { ...request.params, ...request.body }))
    return {}
  })

  app.post('/incidents/:id/end', { ...manage, schema: { params: OneIncident, body: EndIncidentBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => endIncident(ctx, { ...request.params, ...request.body }))
    return {}
  })
}
