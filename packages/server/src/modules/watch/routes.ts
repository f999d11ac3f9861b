/** The HTTP door for leads to whether all that came in is accounted for. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { CSV_WORDS } from '@yingda/i18n/csv.ts'
import { Reconciliation, ReconciliationQuery } from '@yingda/protocol/http/watch.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { sendCsv } from '../../platform/http/csv.ts'
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
      const words = CSV_WORDS[request.query.language]
      return sendCsv(reply, { fileName: `reconciliation-${from}-${until}.csv`, head: words.accounts, rows: rows.map((row) => cellsOf(row, words)) })
    },
  )
}

/** One line a day and channel, with the reasons of its decisions in one cell. */
function cellsOf(row: Account, words: (typeof CSV_WORDS)[Language]): (string | number)[] {
  const decided = Object.entries(row.decided)
  const total = decided.reduce((sum, [, count]) => sum + count, 0)
  const reasons = decided.map(([reason, count]) => `${words.reasons[reason] ?? reason}=${count}`).join(' ')
  const answers = [row.received, row.answered, row.inTime, row.withdrawn, total, row.open, row.late, reasons, row.withdrawnLate, row.decidedLate]
  return [row.day, words.channels[row.channel] ?? row.channel, ...answers, row.toResolve, row.resolvedInTime, row.resolvedLate]
}
