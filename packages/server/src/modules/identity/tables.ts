/** Identity's tables as SQL has them. Only this module's `store/` names them, read-only joins in `pages/` aside. */
import type { ColumnType } from 'kysely'
import type { AwayWhy } from '@yingda/protocol/availability.ts'
import type { CalendarId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Skills, Strategy } from '@yingda/protocol/skills.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Db } from '../../platform/db/db.ts'

/** Columns with a default in SQL: need not be named in an insert. */
type Default<T> = ColumnType<T, T | undefined, T>

export type StaffTable = {
  id: StaffId
  email: string
  name: string
  role: Role
  language: Default<Language>
  active: Default<boolean>
  available: Default<boolean>
  capacity: Default<number>
  missed_offers: Default<number>
  away_why: Default<AwayWhy | null>
  /** Which he writes in; `language` is the one his own screen speaks. */
  languages: Default<Language[]>
  skills: Default<Skills>
  password_hash: string | null
  totp_secret: Buffer | null
  totp_last_step: number | null
  demo: Default<boolean>
  invited_at: Date | null
  joined_at: Date | null
  last_seen_at: Date | null
  last_sign_in_at: Default<Date | null>
  last_sign_in_agent: Default<string | null>
  created_at: Date
}

export type TeamTable = {
  id: TeamId
  name_zh: string
  name_en: string
  question_types: QuestionType[]
  strategy: Default<Strategy>
  /** How long a member has to accept what is offered; null = given at once. */
  accept_seconds: Default<number | null>
  /** Its business hours, which workforce owns; null = always open. */
  calendar_id: Default<CalendarId | null>
  created_at: Date
  deleted_at: Date | null
}

export type TeamMemberTable = { team_id: TeamId; staff_id: StaffId }

export type ChallengeFor = 'sign_in' | 'register' | 'step_up'

export type StaffSessionTable = {
  id: string
  staff_id: StaffId
  token_hash: Buffer
  previous_token_hash: Buffer | null
  rotated_at: Date | null
  stage: 'second_factor' | 'signed_in'
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  stepped_up_at: Date | null
  address: string
  user_agent: string
  challenge: string | null
  challenge_for: ChallengeFor | null
  challenge_until: Date | null
  pending_totp: Buffer | null
  pending_totp_until: Date | null
}

export type StaffPasskeyTable = {
  id: string
  staff_id: StaffId
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  created_at: Date
  last_used_at: Date | null
}

/** A row is a code not used yet. */
export type StaffBackupCodeTable = { staff_id: StaffId; code_hash: Buffer; created_at: Date }

export type StaffInvitationTable = {
  token_hash: Buffer
  staff_id: StaffId | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

/** A ceremony begun before anybody is known. */
export type PasskeySignInTable = { token_hash: Buffer; challenge: string; expires_at: Date }

export type SignInDelayTable = {
  subject: string
  failures: number
  last_failure_at: Date
  next_allowed_at: Date
  told_at: Date | null
}

export type IdentityTables = {
  staff: StaffTable
  team: TeamTable
  team_member: TeamMemberTable
  staff_session: StaffSessionTable
  staff_passkey: StaffPasskeyTable
  staff_backup_code: StaffBackupCodeTable
  staff_invitation: StaffInvitationTable
  sign_in_delay: SignInDelayTable
  passkey_sign_in: PasskeySignInTable
}

export const tables = (db: Db) => db.$extendTables<IdentityTables>()
