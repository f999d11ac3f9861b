/** Incidents and planned work under `/api/staff/incidents`: everybody of the staff reads them, leads write them. */
import * as z from 'zod'
import { Components, EndState, IncidentState, OPEN_INCIDENT_STATES, OpenState, Severity } from '../entries/incident.ts'
import { ClientId, IncidentId } from '../ids.ts'
import { Bilingual } from '../language.ts'
import { Instant } from '../time.ts'

const Title = z.string().trim().min(1).max(120)
const Words = z.string().trim().min(1).max(1000)
const titles = { titleZh: Title, titleEn: Title }
const words = { textZh: Words, textEn: Words }

/** One thing that was said of it; `by` is null when it was its time that said it. */
export const IncidentUpdateView = z.strictObject({
  seq: z.int(),
  at: Instant,
  by: z.string().nullable(),
  state: IncidentState,
  textZh: z.string(),
  textEn: z.string(),
})
export type IncidentUpdateView = z.infer<typeof IncidentUpdateView>

export const IncidentView = z.strictObject({
  id: IncidentId,
  kind: z.enum(['incident', 'planned']),
  /** Null for planned work. */
  severity: Severity.nullable(),
  state: IncidentState,
  titleZh: z.string(),
  titleEn: z.string(),
  components: Components,
  /** When it began, or is to begin. */
  startsAt: Instant,
  /** When planned work is to be over. */
  endsAt: Instant.nullable(),
  /** When it was over. */
  endedAt: Instant.nullable(),
  /** Newest first. */
  updates: z.array(IncidentUpdateView),
})
export type IncidentView = z.infer<typeof IncidentView>

/** GET /incidents : what is open first, then what ended in the last 90 days; and what can be disturbed at all. */
export const IncidentList = z.strictObject({
  incidents: z.array(IncidentView),
  components: z.array(z.strictObject({ key: z.string(), name: Bilingual })),
})
export type IncidentList = z.infer<typeof IncidentList>

/** POST /incidents. The same client id again is the same incident. `startedAt` null = now; it may lie in the last 90 days. */
export const OpenIncidentBody = z.strictObject({
  clientId: ClientId,
  ...titles,
  severity: Severity,
  components: Components,
  state: z.enum(OPEN_INCIDENT_STATES),
  startedAt: Instant.nullable(),
  ...words,
})
export type OpenIncidentBody = z.infer<typeof OpenIncidentBody>

/** POST /incidents/planned */
export const PlanWorkBody = z.strictObject({ clientId: ClientId, ...titles, components: Components, startsAt: Instant, endsAt: Instant, ...words })
export type PlanWorkBody = z.infer<typeof PlanWorkBody>

/** The newest update that its author had read; said without, it stands beside whatever was said meanwhile. */
const afterSeq = z.int().positive().optional()

/** POST /incidents/:id/updates. What is null stays as it is. */
export const UpdateIncidentBody = z.strictObject({
  clientId: ClientId,
  afterSeq,
  state: OpenState,
  severity: Severity.nullable(),
  components: Components.nullable(),
  endsAt: Instant.nullable(),
  ...words,
})
export type UpdateIncidentBody = z.infer<typeof UpdateIncidentBody>

/** POST /incidents/:id/end */
export const EndIncidentBody = z.strictObject({ clientId: ClientId, afterSeq, state: EndState, ...words })
export type EndIncidentBody = z.infer<typeof EndIncidentBody>

export const IncidentOpened = z.strictObject({ id: IncidentId })
