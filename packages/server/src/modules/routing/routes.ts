/** HTTP doors for leads, to be registered under `/api/staff`: how well it is kept what those who wait are told. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { WaitAccuracy, WaitAccuracyQuery, type WaitAccuracyRow } from '@yingda/protocol/http/waits.ts'
import type { Runner } from '../../platform/command.ts'
import { daysAsked } from '../../platform/http/days-asked.ts'
import { staffOf } from '../../platform/http/access.ts'
import { waitAccuracy } from './waits/accuracy.ts'

export const routingRoutes: FastifyPluginAsyncZod<{ runner: Runner; timeZone: string }> = async (app, { runner, timeZone }) => {
  app.get(
    '/waits/accuracy',
    { config: { permission: 'watch.read' }, schema: { querystring: WaitAccuracyQuery, response: { 200: z.union([WaitAccuracy, z.string()]) } } },
    async (request, reply) => {
      const { from, until, rows } = await runner.query(staffOf(request), async (ctx) => {
        const days = daysAsked(request.query, { now: ctx.now, timeZone })
        return { ...days, rows: await waitAccuracy(ctx, { ...days, timeZone }) }
      })
      if (request.query.format === 'json') return { from, until, timeZone, rows }
      reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="waits-${from}-${until}.csv"`)
      return csvOf(rows)
    },
  )
}

/** One line a third of the day; opened by spreadsheets as UTF-8. Nothing in it was typed by a person. */
function csvOf(rows: readonly WaitAccuracyRow[]): string {
  const head = 'third,told,cannot_say,compared,inside,median_error_pct,median_width_seconds,median_wait_seconds'
  const number = (value: number | null): string => (value === null ? '' : value.toFixed(1))
  const lines = rows.map(({ third, told, cannotSay, compared, inside, medianErrorPct, medianWidthSeconds, medianWaitSeconds }) =>
    [third, told, cannotSay, compared, inside, number(medianErrorPct), number(medianWidthSeconds), number(medianWaitSeconds)].join(','),
  )
  return `\u{feff}${[head, ...lines].join('\r\n')}\r\n`
}
