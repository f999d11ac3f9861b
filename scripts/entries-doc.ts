/**
 * Writes docs/entries.md: every entry there is, what it carries, what the customer gets to see of it, which function
 * records it and which group of reactions answers it. Run after any of these has changed:
 *
 *     node scripts/node24.mjs scripts/entries-doc.ts
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { isForCustomer, toCustomer } from '@yingda/domain/conversation/to-customer.ts'
import { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import { CalendarStreamEntry } from '@yingda/protocol/entries/calendar.ts'
import { CapacityStreamEntry } from '@yingda/protocol/entries/capacity.ts'
import { PromiseStreamEntry } from '@yingda/protocol/entries/promise.ts'
import { StaffStreamEntry, TeamStreamEntry } from '@yingda/protocol/entries/staff.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { botReaction, callBackMovedReaction, outOfHoursReaction } from '../packages/server/src/modules/bot/api.ts'
import { deliveryReaction, joinedReaction } from '../packages/server/src/modules/channels/api.ts'
import { listReaction, searchReaction } from '../packages/server/src/modules/conversation/api.ts'
import { careAsking } from '../packages/server/src/modules/desk/api.ts'
import { messageNotices } from '../packages/server/src/modules/notice/api.ts'
import { incidentMails, incidentNotices } from '../packages/server/src/modules/incident/api.ts'
import { IncidentStreamEntry } from '@yingda/protocol/entries/incident.ts'
import { IncidentChanged, MessageForCustomer } from '@yingda/protocol/webhook.ts'
import { handBackReaction, staysReaction } from '../packages/server/src/modules/routing/api.ts'
import type { Reaction } from '../packages/server/src/platform/react.ts'
import { fieldWords, type JsonSchema } from './docs/field-words.ts'
import { recordersIn } from './docs/recorders.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
export const ENTRIES_FILE = `${ROOT}docs/entries.md`

/** Answers every question with itself: enough for what only declares which entries it is about. */
const anything: unknown = new Proxy(() => undefined, { get: (_target, name) => (name === Symbol.toPrimitive ? () => '' : anything), apply: () => anything })

/** As `app.ts` lists them; a test compares the two. */
export const REACTIONS: Readonly<Record<string, { reaction: Reaction; does: string; file: string }>> = {
  botReaction: { reaction: botReaction(anything as never), does: 'the bot takes its turn: answers once, or hands over', file: 'modules/bot/reaction.ts' },
  outOfHoursReaction: {
    reaction: outOfHoursReaction(anything as never),
    does: 'outside business hours: tells who waits for a person from when somebody is there and by when there is an answer, and owns up to a promise that nobody is there to keep',
    file: 'modules/bot/out-of-hours.ts',
  },
  callBackMovedReaction: {
    reaction: callBackMovedReaction(anything as never),
    does: 'says when somebody comes back instead, where the time that was arranged is closed after all',
    file: 'modules/bot/call-back-moved.ts',
  },
  listReaction: {
    reaction: listReaction(anything as never),
    does: 'tells the lists which conversations changed (`list.changed`)',
    file: 'modules/conversation/lists.ts',
  },
  searchReaction: { reaction: searchReaction(anything as never), does: 'puts the words into the search index', file: 'modules/conversation/search-index.ts' },
  deliveryReaction: {
    reaction: deliveryReaction(anything as never),
    does: 'notes each answer and by when it must be read before it goes another way; forgets an address that was given for what is closed',
    file: 'modules/channels/reaction.ts',
  },
  handBackReaction: {
    reaction: handBackReaction(anything as never),
    does: 'puts back into line what somebody held who has left, or may not see it any more',
    file: 'modules/routing/hand-back.ts',
  },
  staysReaction: {
    reaction: staysReaction(anything as never),
    does: 'keeps who stood in which line from when until when, and how it ended',
    file: 'modules/routing/waits/stays.ts',
  },
  joinedReaction: {
    reaction: joinedReaction(anything as never),
    does: 'gives answers that are on their way to a visitor to the customer he turned out to be',
    file: 'modules/channels/reaction.ts',
  },
  'care.reaction': {
    reaction: careAsking(anything as never).reaction,
    does: 'adds the job that asks the wallet whether its customer gets priority service',
    file: 'modules/desk/ask-for-care.ts',
  },
  'notices.reaction': {
    reaction: messageNotices(anything as never).reaction,
    does: 'adds the job that tells the wallet, so that it can push',
    file: 'modules/notice/message-for-customer.ts',
  },
  'subscribers.reaction': {
    reaction: incidentNotices(anything as never).reaction,
    does: 'adds a job for each who subscribed to incidents by STATUS_WEBHOOK_URLS',
    file: 'modules/incident/tell-subscribers.ts',
  },
  'mails.reaction': {
    reaction: incidentMails(anything as never).reaction,
    does: 'notes a mail for each who subscribed to incidents by mail, and adds the job that sends them',
    file: 'modules/incident/subscription/tell-by-mail.ts',
  },
}

type Known = { type: string; fields: string; customer: string }

/** Strict objects of `type` and `data`, as every family of entries is made of. */
type Option = z.ZodObject<{ type: z.ZodLiteral<string>; data: z.ZodObject }>

function known(option: Option, customer: (type: string) => string): Known {
  const [type = ''] = option.shape.type.values
  const { properties = {} } = z.toJSONSchema(option.shape.data) as JsonSchema // zod's own type is wider than what it makes of an object
  return { type, fields: fieldWords(properties), customer: customer(type) }
}

/** The kind of the customer's own view; a redaction counts only where the customer could see what it removes. */
function customerSees(type: string): string {
  // Only the type is looked at, and the data copied: what is in it does not matter here.
  const entry = { type, data: anything } as StaffEntry['entry']
  if (!isForCustomer(entry)) return ''
  const seen = toCustomer({ conversationId: '', seq: 1, customerSeq: 1, at: '', actor: { kind: 'system' }, entry, content: null } as unknown as StaffEntry)
  return seen === null ? '' : `\`${seen.view.kind}\``
}

/** Entry type → functions. */
export function recordersOfSource(): Map<string, string[]> {
  const found = recordersIn(globSync(['packages/domain/src/**/*.ts', 'packages/server/src/modules/**/*.ts'], { cwd: ROOT }), (path) =>
    readFileSync(ROOT + path, 'utf8'),
  )
  // What is told to the wallet is no entry.
  for (const { shape } of [MessageForCustomer, IncidentChanged]) for (const type of shape.type.values) found.delete(type)
  return found
}

export function entriesMarkdown(): string {
  const recorders = recordersOfSource()
  const conversation = ConversationEntry.options.map((option) => known(option, customerSees))
  const people = [
    ...StaffStreamEntry.options,
    ...TeamStreamEntry.options,
    ...CalendarStreamEntry.options,
    ...PromiseStreamEntry.options,
    ...CapacityStreamEntry.options,
  ].map((option) => known(option, () => ''))
  const incidents = IncidentStreamEntry.options.map((option) => known(option, () => ''))
  const named = new Set([...conversation, ...people, ...incidents].map(({ type }) => type))
  const others = [...recorders.keys()].filter((type) => !named.has(type)).sort()
  const by = (type: string): string => (recorders.get(type) ?? []).map((name) => `\`${name}\``).join(', ')
  const groups = (type: string): string =>
    Object.values(REACTIONS)
      .flatMap(({ reaction }) => (reaction.on.includes(type) ? [reaction.group] : []))
      .join(', ')

  return [
    '# Entries',
    '',
    'Written by `node scripts/node24.mjs scripts/entries-doc.ts` from the code; a test keeps it current. Do not edit by hand.',
    '',
    'An entry is what stands in a stream. Types are additive: one that was written once is read for ever. Text and files of an entry stand apart from it, so that they can be redacted while number and proof stay.',
    '',
    '## Reactions',
    '',
    'A group has its own cursor on every stream; lists, search and delivery share one (`following`). See [concurrency.md](concurrency.md) for how a group claims its work.',
    '',
    '| Group | What it does | Where |',
    '| --- | --- | --- |',
    ...Object.values(REACTIONS).map(({ reaction, does, file }) => `| ${reaction.group} | ${does} | \`${file}\` |`),
    '',
    'Giving waiting conversations to agents is no reaction: `modules/routing` looks twice a second, because an agent who comes online writes no entry in any conversation.',
    '',
    '## A conversation’s stream',
    '',
    'Staff see every entry. “Customer sees” is the kind of view that leaves through `toCustomer` (`packages/domain/src/conversation/to-customer.ts`); an empty cell means that the entry does not count in the customer’s numbering at all.',
    '',
    '| Entry | Carries | Customer sees | Recorded by | Reacted to by |',
    '| --- | --- | --- | --- | --- |',
    ...conversation.map(({ type, fields, customer }) => `| \`${type}\` | ${fields} | ${customer} | ${by(type)} | ${groups(type)} |`),
    '',
    '## Streams of staff, teams, business calendars, promises and capacity weights',
    '',
    'None of them is for a customer, and none carries a secret or a code. Nothing reacts to them.',
    '',
    '| Entry | Carries | Recorded by |',
    '| --- | --- | --- |',
    ...people.map(({ type, fields }) => `| \`${type}\` | ${fields} | ${by(type)} |`),
    '',
    '## An incident’s stream, or planned work’s',
    '',
    'All that is in them is published, but for who wrote it.',
    '',
    '| Entry | Carries | Recorded by | Reacted to by |',
    '| --- | --- | --- | --- |',
    ...incidents.map(({ type, fields }) => `| \`${type}\` | ${fields} | ${by(type)} | ${groups(type)} |`),
    '',
    '## Other streams',
    '',
    'A customer’s own stream says what happened to the person, apart from any conversation; a list’s stream carries only ids and is emptied after an hour.',
    '',
    '| Entry | Recorded by |',
    '| --- | --- |',
    ...others.map((type) => `| \`${type}\` | ${by(type)} |`),
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(ENTRIES_FILE, entriesMarkdown())
