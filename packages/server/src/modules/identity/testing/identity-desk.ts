/** Identity alone on a database of its own: its routes as the server has them, two runners as two nodes, a clock that stands. */
import { pino } from 'pino'
import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import { openBus, type Hint } from '../../../platform/bus.ts'
import { createRunner, type CommandContext, type Runner } from '../../../platform/command.ts'
import { buildHttp } from '../../../platform/http/app.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock, type FixedClock } from '../../../testing/fixed-clock.ts'
import { hashPassword } from '../password.ts'
import { insertStaff } from '../store/staff.ts'
import { tables } from '../tables.ts'
import { newStaffId, SYSTEM } from '../entries.ts'
import type { IdentityDeps } from '../deps.ts'
import { identityRoutes } from '../routes.ts'
import { createSeals } from '../seals.ts'
import { staffSession } from '../session.ts'
import { browser, type Browser } from './browser.ts'

export type IdentityDesk = {
  deps: IdentityDeps
  /** A second node over the same database. */
  other: Runner
  clock: FixedClock
  hints: Hint[]
  busyTeams: Set<string>
  system<T>(command: (ctx: CommandContext) => Promise<T>): Promise<T>
  /** Somebody who has joined, with this password. */
  person(input: { role?: Role; password?: string; email?: string; name?: string }): Promise<{ id: StaffId; email: string; password: string }>
  entriesOf(streamId: string): Promise<{ type: string; data: Record<string, unknown>; actor: Record<string, unknown> }[]>
  browser(address?: string): Browser
  /** Open this many connections, so that racers start together and not as they come to connect. */
  warm(connections: number): Promise<void>
  database: Awaited<ReturnType<typeof testDatabase>>
}

let people = 0

export async function identityDesk(publicUrl = 'https://desk.example'): Promise<IdentityDesk> {
  const database = await testDatabase()
  const clock = fixedClock()
  const bus = await openBus()
  const hints: Hint[] = []
  bus.subscribe((hint) => hints.push(hint))
  const node = (): Runner => createRunner({ db: database.db, bus, clock, groupsFor: () => [] })
  const busyTeams = new Set<string>()
  const deps: IdentityDeps = {
    runner: node(),
    seals: createSeals('a secret for the tests'),
    publicUrl: new URL(publicUrl),
    demo: true,
    brand: { name: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' } },
    timeZone: 'Asia/Shanghai',
    openConversations: async () => 0,
    isTeamBusy: async (_ctx, teamId) => busyTeams.has(teamId),
  }
  const ports = {
    staffSession: (request: Parameters<typeof staffSession>[1]) => staffSession(deps, request),
    customerActor: () => Promise.reject(new Error('no customers here')),
  }
  const { app } = buildHttp({ log: pino({ level: 'silent' }), ports, trustProxy: false })
  await app.register(identityRoutes, { ...deps, prefix: '/api/staff' })
  await app.ready()
  const system: IdentityDesk['system'] = (command) => deps.runner.run(SYSTEM, command)

  return {
    deps,
    other: node(),
    clock,
    hints,
    busyTeams,
    system,
    database,
    browser: (address = '203.0.113.7') => browser(app, { address, host: new URL(publicUrl).host }),
    async warm(connections) {
      await Promise.all(Array.from({ length: connections }, () => database.pool.query('select pg_sleep(0.2)')))
    },
    async person({ role = 'agent', password = 'three slow blue herons', email = `person${(people += 1)}@desk.example`, name = '林晓' }) {
      const password_hash = await hashPassword(password)
      return system(async (ctx) => {
        const id = newStaffId(ctx)
        await insertStaff(ctx, {
          id,
          email,
          name,
          role,
          capacity: 5,
          language: 'zh-CN',
          demo: false,
          password_hash,
          invited_at: null,
          joined_at: ctx.now,
          created_at: ctx.now,
        })
        return { id, email, password }
      })
    },
    async entriesOf(streamId) {
      const rows = database.db.$extendTables<{
        entry: { stream_id: string; seq: number; type: string; data: Record<string, unknown>; actor: Record<string, unknown> }
      }>()
      return rows.selectFrom('entry').select(['type', 'data', 'actor']).where('stream_id', '=', streamId).orderBy('seq').execute()
    },
  }
}

/** Identity's tables, for looking behind the doors. */
export const rowsOf = (desk: IdentityDesk) => tables(desk.database.db)
