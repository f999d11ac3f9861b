/** The wallboard under `/api/staff/wallboard`: how every line, every agent and every promise stands just now. For leads. */
import * as z from 'zod'
import { PromiseKind, QuestionType } from '../entries/conversation.ts'
import { ConversationId, StaffId, TeamId } from '../ids.ts'
import { Instant } from '../time.ts'
import { CalendarNow } from './calendar.ts'
import { ConversationStatus } from './staff.ts'
import { AlarmView } from './watch.ts'

/** An answer that people owe, or by when what they have is to be resolved. Late from `dueAt` on. */
const Promised = z.strictObject({ kind: PromiseKind, since: Instant, warnAt: Instant, dueAt: Instant })

export const WallboardTeam = z.strictObject({
  id: TeamId,
  nameZh: z.string(),
  nameEn: z.string(),
  /** Null = the team has no hours and always answers. */
  hours: CalendarNow.nullable(),
  /** How many other teams help it when it is too much. */
  helpers: z.int(),
  /** In line now; who is called back later does not count until then. */
  waiting: z.int(),
  /** Since when the one who waits longest has waited. */
  longestSince: Instant.nullable(),
  /** Of all that the team or its agents owe an answer to, or are to resolve, the one that runs out first. */
  nextPromise: Promised.nullable(),
  /** Due soon, and late: no conversation is counted in both. */
  atRisk: z.int(),
  missed: z.int(),
  /** With the bot, and would come to this team. */
  withBot: z.int(),
  /** With an agent, set aside or waiting for the customer included. */
  held: z.int(),
  /** To be called or written back by now. */
  callBacksDue: z.int(),
  /** Arranged, and still to come. */
  callBacksLater: z.int(),
  /** Since midnight on the deployment's clock, resolved and not reopened. */
  endedToday: z.int(),
  /**
   * Of the answers that people gave and what they resolved today, and those that were promised and did not come in time (late now, or late when the
   * customer left or something else was decided today), how many came within their promise.
   */
  promisesToday: z.strictObject({ kept: z.int(), of: z.int() }),
})
export type WallboardTeam = z.infer<typeof WallboardTeam>

/** `available`: connected and takes new conversations. `connected`: takes none for now. `away`: no console is open. */
export const AgentPresence = z.enum(['available', 'connected', 'away'])
export type AgentPresence = z.infer<typeof AgentPresence>

export const WallboardAgent = z.strictObject({
  id: StaffId,
  name: z.string(),
  teamIds: z.array(TeamId),
  presence: AgentPresence,
  /** Conversations that need the agent now, and those he is asked to accept. */
  held: z.int(),
  offered: z.int(),
  /** The places that these and those take, by what they weigh, and how many there are. */
  heldLoad: z.number(),
  offeredLoad: z.number(),
  capacity: z.int(),
  /** The customer who has waited longest for this agent's answer. `conversation` is null where the reader does not reach it. */
  longest: z
    .strictObject({
      since: Instant,
      conversation: z.strictObject({ id: ConversationId, reference: z.string(), customerName: z.string().nullable() }).nullable(),
    })
    .nullable(),
})
export type WallboardAgent = z.infer<typeof WallboardAgent>

/** A conversation whose promise is due soon or late. */
export const PressingRow = z.strictObject({
  id: ConversationId,
  reference: z.string(),
  customer: z.strictObject({ name: z.string().nullable(), signedIn: z.boolean() }),
  title: z.string().nullable(),
  questionType: QuestionType,
  status: ConversationStatus,
  teamId: TeamId,
  assignee: z.strictObject({ id: StaffId, name: z.string() }).nullable(),
  /** Whom it is offered to just now. */
  offeredTo: z.string().nullable(),
  promise: Promised,
})
export type PressingRow = z.infer<typeof PressingRow>

/** GET /wallboard : an admin's is of all teams, a lead's of the own ones. */
export const Wallboard = z.strictObject({
  /** When it was read. */
  at: Instant,
  teams: z.array(WallboardTeam),
  /** Who takes conversations first, then who is there, then who is not; whose customer has waited longest first. */
  agents: z.array(WallboardAgent),
  /** The most pressing first, 50 at the most; how many there are the teams say. */
  pressing: z.array(PressingRow),
  /** Alarms that stand now. */
  alarms: z.array(AlarmView),
  /** Answers that reached the customer on no channel, and since when the oldest of them has not. */
  undelivered: z.strictObject({ count: z.int(), since: Instant.nullable() }),
})
export type Wallboard = z.infer<typeof Wallboard>
