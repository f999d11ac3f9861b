/** What other modules may know of staff and teams. */
import { teamFor as teamIn } from '@yingda/domain/routing/team-for.ts'
import type { CalendarId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import type { Skills, Strategy } from '@yingda/protocol/skills.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { isAnyFree, listActiveStaffRows, lockStaffRow, lockStaffRows, namesOfStaff, type StaffRow } from '../store/staff.ts'
import { deletedTeamIds, findTeams, holdTeamRow, listTeamRows, type TeamRow } from '../store/teams.ts'

/** A member of staff as colleagues know him. */
export type Agent = {
  id: StaffId
  name: string
  role: Role
  language: Language
  available: boolean
  capacity: number
  teamIds: readonly TeamId[]
  /** Which he writes in. */
  languages: readonly Language[]
  skills: Skills
}
export type TeamInfo = {
  id: TeamId
  nameZh: string
  nameEn: string
  questionTypes: readonly QuestionType[]
  strategy: Strategy
  /** How long a member has to accept what is offered; null = given at once. */
  acceptSeconds: number | null
  /** Which teams help it, in order. */
  overflow: readonly OverflowStep[]
  memberIds: readonly StaffId[]
  calendarId: CalendarId | null
}

/**
 * Somebody under the person's lock (`for no key update`), so that what is counted against his capacity stays counted.
 * Colleagues know each other; the system and the bot hand work out; a customer knows nobody.
 *
 * @throws Refused `agent.not_found`: nobody, deactivated, or not joined yet
 */
export const lockStaff = async (ctx: QueryContext, id: StaffId): Promise<Agent> => knownStaff(ctx, await lockStaffRow(ctx, id))

/**
 * Those of these who take new conversations now, under their locks, which are taken in the order of their ids.
 */
export async function lockAvailableStaff(ctx: QueryContext, ids: readonly StaffId[]): Promise<Agent[]> {
  return (await lockStaffRows(ctx, ids)).filter((row) => row.active && row.available && row.joined_at !== null).map(agentOf)
}

/** Whether any of these takes new conversations now. */
export const isAnybodyAvailable = (ctx: QueryContext, ids: readonly StaffId[]): Promise<boolean> => isAnyFree(ctx, ids)

function knownStaff({ actor }: QueryContext, row: StaffRow | undefined): Agent {
  if (row === undefined || !row.active || row.joined_at === null || actor.kind === 'customer') throw new Refused('agent.not_found')
  return agentOf(row)
}

/** Everybody who works here now, in the order they came. */
export async function listColleagues(ctx: QueryContext): Promise<Agent[]> {
  return (await listActiveStaffRows(ctx)).map(agentOf)
}

/** Names by id, of people who have left too; an id that is nobody's is missing. */
export const staffNames = (ctx: QueryContext, ids: readonly StaffId[]): Promise<Map<StaffId, string>> => namesOfStaff(ctx, ids)

/** The teams there are, oldest first. */
export async function listTeams(ctx: QueryContext): Promise<TeamInfo[]> {
  return (await listTeamRows(ctx)).map(teamOf)
}

export async function teamExists(ctx: QueryContext, id: TeamId): Promise<boolean> {
  return (await findTeams(ctx, [id])).some((team) => team.deleted_at === null)
}

/** The same, and it is not dissolved before the commit: for whoever puts something into its line. */
export const holdTeam = (ctx: CommandContext, id: TeamId): Promise<boolean> => holdTeamRow(ctx, id)

/** Teams that are there no more. */
export const dissolvedTeams = (ctx: QueryContext): Promise<TeamId[]> => deletedTeamIds(ctx)

/** Names by id, of deleted teams too. */
export async function teamNames(ctx: QueryContext, ids: readonly TeamId[]): Promise<Map<TeamId, { nameZh: string; nameEn: string }>> {
  return new Map((await findTeams(ctx, ids)).map((row) => [row.id, { nameZh: row.name_zh, nameEn: row.name_en }]))
}

/** Where a question of this kind waits: its own team, else the one for everything else, else the oldest; null = there is no team at all. */
export const teamFor = async (ctx: QueryContext, questionType: QuestionType): Promise<TeamId | null> => teamAmong(await listTeams(ctx), questionType)

/** The same among teams that are known. @param teams oldest first */
export const teamAmong = (teams: readonly TeamInfo[], questionType: QuestionType): TeamId | null => teamIn(teams, questionType)?.id ?? null

function agentOf(row: StaffRow): Agent {
  const { id, name, role, language, available, capacity, languages, skills } = row
  return { id, name, role, language, available, capacity, languages, skills, teamIds: row.team_ids }
}

function teamOf(row: TeamRow): TeamInfo {
  return {
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    questionTypes: row.question_types,
    strategy: row.strategy,
    acceptSeconds: row.accept_seconds,
    overflow: row.overflow,
    memberIds: row.member_ids,
    calendarId: row.calendar_id,
  }
}
