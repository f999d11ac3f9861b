/** HTTP doors under `/api/staff`: how well it is kept what those who wait are told, for leads; call-backs, for whoever calls; and the answer to an offer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { CSV_WORDS } from '@yingda/i18n/csv.ts'
import { CallBackNumber, CallBackTimes, CalledBackBody } from '@yingda/protocol/http/call-back.ts'
import { CommandAccepted, Empty } from '@yingda/protocol/http/common.ts'
import { WaitAccuracy, WaitAccuracyQuery, type WaitAccuracyRow } from '@yingda/protocol/http/waits.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { sendCsv } from '../../platform/http/csv.ts'
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
      const words = CSV_WORDS[request.query.language]
      return sendCsv(reply, { fileName: `waits-${from}-${until}.csv`, head: words.waits, rows: rows.map((row) => cellsOf(row, words)) })
    },
  )
}

function cellsOf(row: WaitAccuracyRow, words: (typeof CSV_WORDS)[Language]): (string | number)[] {
  const medians = [row.medianErrorPct, row.medianWidthSeconds, row.medianWaitSeconds].map((value) => (value === null ? '' : value.toFixed(1)))
  return [words.thirds[row.third] ?? row.third, row.told, row.cannotSay, row.compared, row.inside, ...medians]
}
