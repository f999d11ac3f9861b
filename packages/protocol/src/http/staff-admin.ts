/** The admin's HTTP doors to staff and teams, under `/api/staff`. Writing needs a step-up. */
import * as z from 'zod'
import { StaffId, TeamId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Language } from '../language.ts'
import { Role } from '../permissions.ts'
import { QuestionType } from '../entries/conversation.ts'
import { AcceptSeconds, Skills, Strategy } from '../skills.ts'

/** /admin/staff, /admin/teams */
export const StaffMember = z.strictObject({
  id: StaffId,
  name: z.string(),
  email: z.string(),
  role: Role,
  active: z.boolean(),
  teamIds: z.array(TeamId),
  capacity: z.int(),
  languages: z.array(Language),
  skills: Skills,
  hasSecondFactor: z.boolean(),
  invitedAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
})
export type StaffMember = z.infer<typeof StaffMember>
export const StaffMembers = z.strictObject({ staff: z.array(StaffMember) })
export const InviteStaffBody = z.strictObject({
  email: z.email().max(200),
  name: z.string().min(1).max(80),
  role: Role,
  teamIds: z.array(TeamId).max(50),
  capacity: z.int().min(1).max(50),
  /** Absent: both languages. */
  languages: z.array(Language).min(1).max(2).optional(),
  /** Absent: every question, at level 2. */
  skills: Skills.optional(),
})
export type InviteStaffBody = z.infer<typeof InviteStaffBody>
/** The link is shown once to the admin, who hands it over. */
export const InvitationMade = z.strictObject({ id: StaffId, link: z.string(), expiresAt: Instant })
export type InvitationMade = z.infer<typeof InvitationMade>
/** What an admin sets of somebody who is on the staff. */
export const StaffSetting = z.strictObject({
  name: z.string().min(1).max(80),
  role: Role,
  teamIds: z.array(TeamId).max(50),
  capacity: z.int().min(1).max(50),
  /** Absent: as they are. */
  languages: z.array(Language).min(1).max(2).optional(),
  skills: Skills.optional(),
  active: z.boolean(),
})
export type StaffSetting = z.infer<typeof StaffSetting>
/** `was`: how it is set for who changes it. If it is set otherwise by then, nothing is changed. */
export const UpdateStaffBody = z.strictObject({ ...StaffSetting.shape, was: StaffSetting.optional() })
export type UpdateStaffBody = z.infer<typeof UpdateStaffBody>
export const Team = z.strictObject({
  id: TeamId,
  nameZh: z.string(),
  nameEn: z.string(),
  questionTypes: z.array(QuestionType),
  strategy: Strategy,
  /** How long a member has to accept what is offered; null = given at once. */
  acceptSeconds: AcceptSeconds.nullable(),
  members: z.int(),
})
export type Team = z.infer<typeof Team>
export const TeamList = z.strictObject({ teams: z.array(Team) })
export const TeamBody = z.strictObject({
  nameZh: z.string().min(1).max(60),
  nameEn: z.string().min(1).max(60),
  questionTypes: z.array(QuestionType),
  /** Absent: as it is; of a new team, the least busy. */
  strategy: Strategy.optional(),
  /** Absent: as it is; of a new team, given at once. */
  acceptSeconds: AcceptSeconds.nullable().optional(),
})
export type TeamBody = z.infer<typeof TeamBody>
/** PUT /admin/teams/:id ; `was` as for a member of staff. */
export const TeamChangeBody = z.strictObject({ ...TeamBody.shape, was: TeamBody.optional() })
export type TeamChangeBody = z.infer<typeof TeamChangeBody>
