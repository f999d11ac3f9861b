import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Skills, Strategy } from '@yingda/protocol/skills.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { newStaffId, recordStaff } from '../entries.ts'
import { insertStaff, isStaffEmpty, listStaffRows, lockWholeStaff } from '../store/staff.ts'
import { setTeamsOf } from '../store/teams.ts'
import { createTeam } from './create-team.ts'

/** Whom a demo begins with. People name their teams by `key`. */
export type DemoDesk = { teams: readonly DemoTeam[]; people: readonly DemoPerson[] }
type DemoTeam = { key: string; nameZh: string; nameEn: string; questionTypes: QuestionType[]; strategy?: Strategy }
type DemoPerson = {
  name: string
  email: string
  role: Role
  language: Language
  capacity: number
  teams: string[]
  languages: Language[]
  skills: Skills
}

const TEAMS: DemoDesk['teams'] = [
  { key: 'payments', nameZh: '支付问题组', nameEn: 'Payments', questionTypes: ['payment', 'refund', 'other'] },
  { key: 'transfers', nameZh: '转账与提现', nameEn: 'Transfers', questionTypes: ['transfer'], strategy: 'longest_idle' },
  { key: 'accounts', nameZh: '账户与安全', nameEn: 'Accounts and security', questionTypes: ['access', 'security'] },
]

const PEOPLE: DemoDesk['people'] = [
  {
    name: '林晓',
    email: 'lin.xiao@demo.yingda.example',
    role: 'agent',
    language: 'zh-CN',
    capacity: 5,
    teams: ['payments'],
    languages: ['zh-CN', 'en'],
    skills: { payment: 3, refund: 3, transfer: 1, other: 2 },
  },
  {
    name: '何佳',
    email: 'he.jia@demo.yingda.example',
    role: 'lead',
    language: 'zh-CN',
    capacity: 4,
    teams: ['payments', 'transfers', 'accounts'],
    languages: ['zh-CN', 'en'],
    skills: { payment: 2, refund: 3, transfer: 2, access: 2, security: 2, other: 2 },
  },
  {
    name: 'Maya Chen',
    email: 'maya.chen@demo.yingda.example',
    role: 'agent',
    language: 'en',
    capacity: 5,
    teams: ['payments', 'transfers'],
    languages: ['zh-CN', 'en'],
    skills: { payment: 2, refund: 2, transfer: 2, other: 2 },
  },
  {
    name: '周明',
    email: 'zhou.ming@demo.yingda.example',
    role: 'admin',
    language: 'zh-CN',
    capacity: 3,
    teams: ['accounts'],
    languages: ['zh-CN'],
    skills: { access: 2, security: 3, other: 1 },
  },
  {
    name: '苏婷',
    email: 'su.ting@demo.yingda.example',
    role: 'agent',
    language: 'zh-CN',
    capacity: 6,
    teams: ['transfers'],
    languages: ['zh-CN'],
    skills: { transfer: 3, payment: 1, other: 1 },
  },
  {
    name: '郭磊',
    email: 'guo.lei@demo.yingda.example',
    role: 'agent',
    language: 'zh-CN',
    capacity: 5,
    teams: ['accounts'],
    languages: ['zh-CN'],
    skills: { access: 3, security: 2, other: 1 },
  },
  {
    name: 'Daniel Okafor',
    email: 'daniel.okafor@demo.yingda.example',
    role: 'lead',
    language: 'en',
    capacity: 4,
    teams: ['accounts', 'transfers'],
    languages: ['en'],
    skills: { access: 2, security: 3, transfer: 2, other: 2 },
  },
]

export type DemoStaffLoaded = 'loaded' | 'already_loaded' | 'refused'

/**
 * Ready-made people and teams for trying out: they sign in by one click and have no password. Only into an empty
 * deployment, which it marks as a demo (`deployment_fact` 'demo', left alone if it stands); elsewhere it changes nothing.
 */
export async function loadDemoStaff(ctx: CommandContext, desk: DemoDesk = { teams: TEAMS, people: PEOPLE }): Promise<DemoStaffLoaded> {
  await lockWholeStaff(ctx)
  if (!(await isStaffEmpty(ctx))) return (await listStaffRows(ctx)).some((staff) => staff.demo) ? 'already_loaded' : 'refused'
  await sql`insert into deployment_fact (name, value, at) values ('demo', '{}', ${ctx.now.toISOString()}) on conflict (name) do nothing`.execute(ctx.db)
  const teams = new Map<string, TeamId>()
  for (const [index, { key, ...team }] of desk.teams.entries()) teams.set(key, await createTeam(oneAfterTheOther(ctx, index), team))
  for (const [index, person] of desk.people.entries())
    await addDemoPerson(
      oneAfterTheOther(ctx, index),
      person,
      person.teams.flatMap((key) => teams.get(key) ?? []),
    )
  return 'loaded'
}

/** Lists stand in the order of making; a millisecond apart keeps the demo's order. */
const oneAfterTheOther = (ctx: CommandContext, index: number): CommandContext => ({ ...ctx, now: new Date(ctx.now.getTime() - 100 + index) })

async function addDemoPerson(
  ctx: CommandContext,
  { name, email, role, language, capacity, languages, skills }: DemoPerson,
  teamIds: TeamId[],
): Promise<StaffId> {
  const id = newStaffId(ctx)
  await insertStaff(ctx, {
    id,
    email,
    name,
    role,
    capacity,
    languages,
    skills,
    language,
    demo: true,
    password_hash: null,
    invited_at: null,
    joined_at: ctx.now,
    created_at: ctx.now,
  })
  await setTeamsOf(ctx, id, teamIds)
  await recordStaff(ctx, id, [{ type: 'staff.joined', data: { name } }])
  return id
}
