/**
 * The entries of an incident's own stream, and of planned work's: what was disturbed, how it went on, and who said so.
 * Additive only. Everything in them but who wrote it is published; none of them counts in a customer's numbering.
 */
import * as z from 'zod'
import { Instant } from '../time.ts'

const entry = <T extends string, S extends z.ZodRawShape>(type: T, data: S) => z.strictObject({ type: z.literal(type), data: z.strictObject(data) })

/** What can be disturbed: the ways to reach us, the look into the wallet, and functions of the wallet that the operator names. */
export const ComponentKey = z.string().regex(/^(chat|email|bot|wallet|fn\.[a-z0-9][a-z0-9-]{0,29})$/)
export type ComponentKey = z.infer<typeof ComponentKey>
export const Components = z
  .array(ComponentKey)
  .min(1)
  .max(24)
  .refine((keys) => new Set(keys).size === keys.length)

/** minor: slow, or a few people; major: many people; critical: it does not work. */
export const SEVERITIES = ['minor', 'major', 'critical'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** While it lasts: of something that happened, and of planned work. */
export const OPEN_INCIDENT_STATES = ['investigating', 'identified', 'monitoring'] as const
export const OPEN_PLANNED_STATES = ['scheduled', 'in_progress'] as const
export const OpenState = z.enum([...OPEN_INCIDENT_STATES, ...OPEN_PLANNED_STATES])
export type OpenState = z.infer<typeof OpenState>
export const EndState = z.enum(['resolved', 'done', 'cancelled'])
export type EndState = z.infer<typeof EndState>
export const IncidentState = z.enum([...OpenState.options, ...EndState.options])
export type IncidentState = z.infer<typeof IncidentState>

const words = { textZh: z.string(), textEn: z.string() }
const titles = { titleZh: z.string(), titleEn: z.string() }

export const IncidentStreamEntry = z.discriminatedUnion('type', [
  entry('incident.opened', { ...titles, severity: Severity, components: Components, startedAt: Instant, state: OpenState, ...words }),
  entry('incident.planned', { ...titles, components: Components, startsAt: Instant, endsAt: Instant, ...words }),
  /** How it stands from now on. Planned work that begins by its time carries no words. */
  entry('incident.updated', { state: OpenState, severity: Severity.nullable(), components: Components, endsAt: Instant.nullable(), ...words }),
  entry('incident.ended', { state: EndState, ...words }),
])
export type IncidentStreamEntry = z.infer<typeof IncidentStreamEntry>
