/** HTTP doors under `/api/staff`: how well it is kept what those who wait are told, for leads; call-backs, for whoever calls; and the answer to an offer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { CallBackNumber, CallBackTimes, CalledBackBody } from '@yingda/protocol/http/call-back.ts'
import { CommandAccepted, Empty } from '@yingda/protocol/http/common.ts'
import { WaitAccuracy, WaitAccuracyQuery, type WaitAccuracyRow } from '@yingda/protocol/http/waits.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { daysAsked } from '../../platform/http/days-asked.ts'
import { staffOf } from '../../platform/http/access.ts'
import { acceptOffer, declineOffer, showCallBackNumber, tellCalledBack } from '../conversation/api.ts'
import { callBackTimes } from './call-backs/times.ts'
import { waitAccuracy } from './waits/accuracy.ts'

const One = z.strictObject({ conversationId: ConversationId })

export const routingRoutes: FastifyPluginAsyncZod<{ runner: Runner; timeZone: string }> = async (app, { runner, timeZone }) => {
  app.get(
    '/conversations/:conversationId/call-back-times',
    { config: { permission: 'conversation.read' }, schema: { params: One, response: { 200: CallBackTimes } } },
    (request) => runner.query(staffOf(request), (ctx) => callBackTimes(ctx, request.params.conversationId, timeZone)),
  )

  app.post(
    '/conversations/:conversationId/called-back',
    { config: { permission: 'conversation.reply' }, schema: { params: One, body: CalledBackBody, response: { 200: CommandAccepted } } },
    async (request) => ({ seq: (await runner.run(staffOf(request), (ctx) => tellCalledBack(ctx, { ...request.params, ...request.body }))).seq }),
  )

  app.post(
    '/conversations/:conversationId/call-back-number',
    { config: { permission: 'conversation.reply' }, schema: { params: One, body: Empty.nullish(), response: { 200: CallBackNumber } } },
    async (request) => ({ number: await runner.run(staffOf(request), (ctx) => showCallBackNumber(ctx, request.params)) }),
  )

  app.post(
    '/conversations/:conversationId/offer/accept',
    { config: { permission: 'conversation.take' }, schema: { params: One, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => ({ seq: (await runner.run(staffOf(request), (ctx) => acceptOffer(ctx, request.params))).seq }),
  )

  app.post(
    '/conversations/:conversationId/offer/decline',
    { config: { permission: 'conversation.take' }, schema: { params: One, body: Empty.nullish(), response: { 200: CommandAccepted } } },
    async (request) => ({ seq: (await runner.run(staffOf(request), (ctx) => declineOffer(ctx, request.params))).seq }),
  )

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
