/** The staff's HTTP doors to the conversation commands. Each handler translates and calls; it decides nothing. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { CommandAccepted, Empty, MessageAccepted } from '@yingda/protocol/http/common.ts'
import { MarksBody, TypingBody } from '@yingda/protocol/http/customer.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import {
  AssignBody,
  MergeBody,
  NoteBody,
  RedactBody,
  ResolveBody,
  RestrictBody,
  SnoozeBody,
  StaffEntriesPage,
  StaffMessageBody,
  TransferBody,
} from '@yingda/protocol/http/staff.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { Refused } from '../../platform/refused.ts'
import type { Applied } from './apply-entries.ts'
import { addNote } from './commands/add-note.ts'
import { assignConversation } from './commands/assign-conversation.ts'
import { transferConversation } from './commands/transfer-conversation.ts'
import * as life from './commands/change-conversation.ts'
import { mergeConversations } from './commands/merge-conversations.ts'
import type { PostMessage, Posted } from './commands/decide-messages.ts'
import { redactEntry } from './commands/redact-entry.ts'
import { setMarks, setTyping } from './participants.ts'
import { exportOf } from './export-of.ts'
import { inPages } from './queries/in-pages.ts'
import { newestOf, readTimeline } from './queries/read-timeline.ts'
import { accessConversation } from './store.ts'

const One = z.strictObject({ conversationId: ConversationId })
const OneEntry = z.strictObject({ conversationId: ConversationId, seq: z.coerce.number().int().min(1) })
const Page = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})
const EXPORT_PAGE = 500

/** One message into the batch of all. */
export type Posting = (actor: StaffActor, message: PostMessage) => Promise<Posted>
type Options = { runner: Runner; post: Posting }
type StaffContext = CommandContext & { actor: StaffActor }

export const conversationRoutes: FastifyPluginAsyncZod<Options> = async (app, { runner, post }) => {
  /** Run a command as the member of staff who asks, and answer with the stream's newest number. */
  const run = async (request: FastifyRequest, command: (ctx: StaffContext) => Promise<Applied | { seq: number }>): Promise<{ seq: number }> => {
    const actor = staffOf(request)
    const { seq } = await runner.run(actor, (ctx) => command({ ...ctx, actor }))
    return { seq }
  }
  const accepted = { 200: CommandAccepted }

  app.get(
    '/conversations/:conversationId/entries',
    { config: { permission: 'conversation.read', work: 'running' }, schema: { params: One, querystring: Page, response: { 200: StaffEntriesPage } } },
    (request) =>
      runner.query(staffOf(request), async (ctx) => {
        const { conversationId } = request.params
        await accessConversation(ctx, conversationId)
        return { entries: await readTimeline(ctx, conversationId, request.query), lastSeq: (await newestOf(ctx, conversationId)).seq }
      }),
  )

  app.get('/conversations/:conversationId/export', { config: { permission: 'export.read' }, schema: { params: One } }, async (request, reply) => {
    const actor = staffOf(request)
    const { id, reference } = await runner.query(actor, (ctx) => accessConversation(ctx, request.params.conversationId))
    const read = (after: number) => runner.query(actor, (ctx) => readTimeline(ctx, id, { after, limit: EXPORT_PAGE }))
    // A file goes on its own ways: who gets priority service leaves with those alone who may decide it.
    const may = ({ entry }: StaffEntry): boolean => entry.type !== 'conversation.care_changed' || actor.permissions.has('customer.care')
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${reference}.json"`)
      .send(Readable.from(exportOf(reference, inPages(read), may), { objectMode: false }))
  })

  app.post(
    '/conversations/:conversationId/messages',
    { config: { permission: 'conversation.reply' }, schema: { params: One, body: StaffMessageBody, response: { 200: MessageAccepted } } },
    async (request) => {
      const posted = await post(staffOf(request), { ...request.params, ...request.body })
      if (posted.at !== 'here') throw new Refused('conversation.closed')
      return { seq: posted.seq, at: posted.time }
    },
  )

  app.post(
    '/conversations/:conversationId/notes',
    { config: { permission: 'conversation.read' }, schema: { params: One, body: NoteBody, response: accepted } },
    (request) => run(request, (ctx) => addNote(ctx, { ...request.params, ...request.body })),
  )

  app.put(
    '/conversations/:conversationId/assignee',
    { config: { permission: 'conversation.take' }, schema: { params: One, body: AssignBody, response: accepted } },
    (request) => {
      const { agentId } = request.body
      const actor = staffOf(request)
      const mayGive = actor.permissions.has('conversation.assign')
      if (agentId !== actor.staffId && !mayGive) throw new Refused('permission.denied', { permission: 'conversation.assign' })
      // Whoever may give to others may also take over for himself what a colleague holds.
      return run(request, (ctx) =>
        assignConversation(ctx, { ...request.params, agentId, how: agentId === actor.staffId ? 'taken' : 'given', mayTakeOver: mayGive }),
      )
    },
  )

  app.post(
    '/conversations/:conversationId/transfer',
    { config: { permission: 'conversation.transfer' }, schema: { params: One, body: TransferBody, response: accepted } },
    (request) => run(request, (ctx) => transferConversation(ctx, { ...request.params, ...request.body })),
  )

  app.post(
    '/conversations/:conversationId/resolve',
    { config: { permission: 'conversation.resolve' }, schema: { params: One, body: ResolveBody, response: accepted } },
    (request) => run(request, (ctx) => life.resolveConversation(ctx, { ...request.params, ...request.body })),
  )

  app.post(
    '/conversations/:conversationId/reopen',
    { config: { permission: 'conversation.resolve' }, schema: { params: One, body: Empty.nullish(), response: accepted } },
    (request) => run(request, (ctx) => life.reopenConversation(ctx, request.params)),
  )

  app.post(
    '/conversations/:conversationId/snooze',
    { config: { permission: 'conversation.reply' }, schema: { params: One, body: SnoozeBody, response: accepted } },
    (request) => run(request, (ctx) => life.snoozeConversation(ctx, { ...request.params, ...request.body })),
  )

  app.post(
    '/conversations/:conversationId/wake',
    { config: { permission: 'conversation.reply' }, schema: { params: One, body: Empty.nullish(), response: accepted } },
    (request) => run(request, (ctx) => life.wakeConversation(ctx, { ...request.params, why: 'agent' })),
  )

  app.post(
    '/conversations/:conversationId/await-customer',
    { config: { permission: 'conversation.reply' }, schema: { params: One, body: Empty.nullish(), response: accepted } },
    (request) => run(request, (ctx) => life.awaitCustomer(ctx, request.params)),
  )

  app.post(
    '/conversations/:conversationId/merge',
    { config: { permission: 'conversation.merge' }, schema: { params: One, body: MergeBody, response: accepted } },
    (request) => run(request, (ctx) => mergeConversations(ctx, { sourceId: request.params.conversationId, targetId: request.body.targetId })),
  )

  app.put(
    '/conversations/:conversationId/restriction',
    { config: { permission: 'conversation.restrict' }, schema: { params: One, body: RestrictBody, response: accepted } },
    (request) => run(request, (ctx) => life.restrictConversation(ctx, { ...request.params, ...request.body })),
  )

  app.post(
    '/conversations/:conversationId/entries/:seq/redact',
    { config: { permission: 'entry.redact', stepUp: true }, schema: { params: OneEntry, body: RedactBody, response: accepted } },
    (request) => run(request, (ctx) => redactEntry(ctx, { ...request.params, ...request.body })),
  )

  app.post(
    '/conversations/:conversationId/marks',
    { config: { permission: 'conversation.read' }, schema: { params: One, body: MarksBody, response: { 200: Empty } } },
    async (request) => {
      const actor = staffOf(request)
      await runner.run(actor, async (ctx) => {
        await accessConversation(ctx, request.params.conversationId)
        await setMarks(ctx, { ...request.params, ...request.body, party: actor.staffId })
      })
      return {}
    },
  )

  app.post(
    '/conversations/:conversationId/typing',
    { config: { permission: 'conversation.reply', work: 'reading' }, schema: { params: One, body: TypingBody, response: { 200: Empty } } },
    async (request) => {
      const actor = staffOf(request)
      await runner.run(actor, async (ctx) => {
        await accessConversation(ctx, request.params.conversationId)
        await setTyping(ctx, { ...request.params, on: request.body.on, party: actor.staffId })
      })
      return {}
    },
  )
}
