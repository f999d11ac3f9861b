/** The HTTP door for leads to whether all that came in is accounted for. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Reconciliation, ReconciliationQuery } from '@yingda/protocol/http/watch.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { daysAsked } from '../../platform/http/days-asked.ts'
import { accountsOf, type Account } from '../obligation/api.ts'

export const watchRoutes: FastifyPluginAsyncZod<{ runner: Runner; timeZone: string }> = async (app, { runner, timeZone }) => {
  app.get(
    '/reconciliation',
    { config: { permission: 'watch.read' }, schema: { querystring: ReconciliationQuery, response: { 200: z.union([Reconciliation, z.string()]) } } },
    async (request, reply) => {
      const { from, until, rows } = await runner.query(staffOf(request), async (ctx) => {
        const days = daysAsked(request.query, { now: ctx.now, timeZone })
        return { ...days, rows: await accountsOf(ctx, { ...days, timeZone }) }
      })
      if (request.query.format === 'json') return { from, until, timeZone, rows }
      reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="reconciliation-${from}-${until}.csv"`)
      return csvOf(rows)
    },
  )
}

/** One line a day, channel and reason of a decision; opened by spreadsheets as UTF-8. Nothing in it was typed by a person. */
function csvOf(rows: readonly Account[]): string {
  const head = 'day,channel,received,answered,in_time,withdrawn,decided,open,late,reasons,withdrawn_late,decided_late,to_resolve,resolved_in_time,resolved_late'
  const lines = rows.map((row) => {
    const { day, channel, received, answered, inTime, withdrawn, decided, open, late } = row
    const total = Object.values(decided).reduce((sum, count) => sum + count, 0)
    const reasons = Object.entries(decided).map(([reason, count]) => `${reason}=${count}`)
    const resolved = [row.toResolve, row.resolvedInTime, row.resolvedLate]
    return [day, channel, received, answered, inTime, withdrawn, total, open, late, reasons.join(' '), row.withdrawnLate, row.decidedLate, ...resolved].join(
      ',',
    )
  })
  return `\u{feff}${[head, ...lines].join('\r\n')}\r\n`
}
