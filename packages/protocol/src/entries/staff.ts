/**
 * The entries of a member of staff's stream and of a team's: who signed in and how, who was let in, changed and let
 * go. Additive only. None of them is for a customer, and none carries a secret, a code or an address typed in vain.
 */
import * as z from 'zod'
import { CalendarId, StaffId, TeamId } from '../ids.ts'
import { Language } from '../language.ts'
import { OverflowStep } from '../overflow.ts'
import { Role } from '../permissions.ts'
import { AwayWhy } from '../availability.ts'
import { AcceptSeconds, Skills, Strategy } from '../skills.ts'
import { QuestionType } from './conversation.ts'
import { entry } from './entry.ts'

/** What somebody proved himself with. */
export const Proof = z.enum(['password', 'totp', 'passkey', 'invitation', 'demo', 'backup_code'])
export type Proof = z.infer<typeof Proof>

export const SecondFactor = z.enum(['totp', 'passkey'])
export type SecondFactor = z.infer<typeof SecondFactor>

const Membership = {
  name: z.string(),
  role: Role,
  teamIds: z.array(TeamId),
  capacity: z.int(),
  languages: z.array(Language).optional(),
  skills: Skills.optional(),
}

/** On the stream of the person concerned; the actor is who did it. */
export const StaffStreamEntry = z.discriminatedUnion('type', [
  entry('staff.invited', { email: z.string(), ...Membership }),
  entry('staff.invitation_renewed', {}),
  entry('staff.joined', { name: z.string() }),
  entry('staff.changed', Membership),
  entry('staff.deactivated', {}),
  entry('staff.reactivated', {}),
  entry('staff.signed_in', { sessionId: z.uuid(), proofs: z.array(Proof), address: z.string() }),
  /** `failures` in a row so far; written at most once a minute for each person. */
  entry('staff.sign_in_failed', { proof: Proof, failures: z.int(), address: z.string() }),
  entry('staff.stepped_up', { sessionId: z.uuid(), proof: Proof }),
  entry('staff.signed_out', { sessionId: z.uuid() }),
  entry('staff.session_ended', { sessionId: z.uuid(), why: z.enum(['by_hand', 'deactivated', 'access_renewed', 'second_factor_added', 'password_changed']) }),
  entry('staff.password_changed', {}),
  entry('staff.second_factor_added', { factor: SecondFactor }),
  entry('staff.second_factor_removed', { factor: SecondFactor, why: z.enum(['by_hand', 'access_renewed']) }),
  /** Ten new ones; those before are void. */
  entry('staff.backup_codes_renewed', {}),
  entry('staff.language_set', { language: Language }),
  /** `why`: not by the person; an answer was not given in time, or offers were let lapse. */
  entry('staff.availability_set', { available: z.boolean(), why: AwayWhy.optional() }),
])
export type StaffStreamEntry = z.infer<typeof StaffStreamEntry>

const TeamData = {
  nameZh: z.string(),
  nameEn: z.string(),
  questionTypes: z.array(QuestionType),
  strategy: Strategy.optional(),
  acceptSeconds: AcceptSeconds.nullable().optional(),
}

/** On the team's stream. */
export const TeamStreamEntry = z.discriminatedUnion('type', [
  entry('team.created', TeamData),
  entry('team.changed', TeamData),
  /** Its business hours; null = always open. */
  entry('team.calendar_set', { calendarId: CalendarId.nullable() }),
  /** Which teams answer its line as well, in order. */
  entry('team.overflow_set', { steps: z.array(OverflowStep) }),
  entry('team.deleted', { memberIds: z.array(StaffId) }),
])
export type TeamStreamEntry = z.infer<typeof TeamStreamEntry>
