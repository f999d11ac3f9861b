/**
 * What the public may know of how the desk is, at `/status.json`, and in `status.json` of the copy on storage. Additive only:
 * readers must bear fields they do not know. Nothing in it is about a person.
 */
import * as z from 'zod'
import { IncidentState, Severity } from '../entries/incident.ts'
import { Bilingual } from '../language.ts'
import { Instant } from '../time.ts'

export const ComponentState = z.enum(['ok', 'maintenance', 'degraded', 'down'])
export type ComponentState = z.infer<typeof ComponentState>

export const StatusComponent = z.object({
  key: z.string(),
  name: Bilingual,
  state: ComponentState,
  /** What the state is known from: an incident that somebody opened, or what the desk measured itself. */
  from: z.enum(['incident', 'measured']).nullable(),
  /** What was measured, where that is what made it. */
  measured: z.enum(['live_connection_away', 'turned_away', 'answers_late', 'not_delivered', 'wallet_silent']).nullable(),
  /** One letter a day, the last one today: `o` nothing was published, `m` planned work, `w` degraded, `d` did not work. */
  days: z.string(),
})
export type StatusComponent = z.infer<typeof StatusComponent>

/** What a customer would be told who came now: whole minutes, that there is no line, or that it cannot be said. */
export const StatusEstimate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('range'), fromMinutes: z.int(), toMinutes: z.int() }),
  z.object({ kind: z.literal('cannot_say') }),
])
export type StatusEstimate = z.infer<typeof StatusEstimate>

/** One team's line, rounded: nobody can be found in it. */
export const StatusWait = z.object({
  team: Bilingual,
  isOpen: z.boolean(),
  opensAt: Instant.nullable(),
  /** At least and at most so many wait; `to` null = more than that. */
  waiting: z.object({ from: z.int(), to: z.int().nullable() }),
  /** Who waits longest has waited at most so many minutes; null = nobody waits. */
  longestMinutes: z.int().nullable(),
  /** By the language that one is answered in; null while the team is closed, and absent in a copy of an earlier release. */
  estimate: z.object({ 'zh-CN': StatusEstimate, en: StatusEstimate }).nullish(),
})
export type StatusWait = z.infer<typeof StatusWait>

export const StatusUpdate = z.object({ at: Instant, state: IncidentState, text: Bilingual })
export type StatusUpdate = z.infer<typeof StatusUpdate>

export const StatusIncident = z.object({
  id: z.uuid(),
  kind: z.enum(['incident', 'planned']),
  severity: Severity.nullable(),
  state: IncidentState,
  title: Bilingual,
  components: z.array(z.string()),
  startsAt: Instant,
  endsAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Newest first. */
  updates: z.array(StatusUpdate),
})
export type StatusIncident = z.infer<typeof StatusIncident>

export const StatusContact = z.object({ kind: z.enum(['phone', 'email', 'web', 'app']), value: z.string(), when: Bilingual })
export type StatusContact = z.infer<typeof StatusContact>

/** Of the requests that were to be answered, how many were in time. All three null = too few to publish. */
export const StatusShare = z.object({ period: z.string(), asked: z.int().nullable(), inTime: z.int().nullable(), percent: z.number().nullable() })
export type StatusShare = z.infer<typeof StatusShare>

export const StatusQuality = z.object({
  at: Instant,
  /** `2026-10`, newest first; the running month up to yesterday. */
  months: z.array(StatusShare),
  /** `2026-11-21`, newest first. */
  days: z.array(StatusShare),
})
export type StatusQuality = z.infer<typeof StatusQuality>

export const StatusSnapshot = z.object({
  version: z.literal(1),
  /** When all this was so. */
  at: Instant,
  brand: Bilingual,
  /** On whose clock times are told, e.g. `Asia/Shanghai`. */
  timeZone: z.string(),
  components: z.array(StatusComponent),
  waits: z.array(StatusWait),
  incidents: z.array(StatusIncident),
  contacts: z.array(StatusContact),
  quality: StatusQuality,
  /** Where a form with `email` and `lang` is posted to hear of incidents by mail; null or absent = there is no such way. */
  subscribeAt: z.url().nullish(),
})
export type StatusSnapshot = z.infer<typeof StatusSnapshot>

/** How old what is served is, and why it is not newer; `why` null = it is as new as can be. */
export const StatusAge = z.object({ seconds: z.int(), why: z.enum(['database_away', 'not_written']).nullable() })
export type StatusAge = z.infer<typeof StatusAge>

/** GET /status.json */
export const StatusAnswer = z.object({ ...StatusSnapshot.shape, age: StatusAge })
export type StatusAnswer = z.infer<typeof StatusAnswer>
