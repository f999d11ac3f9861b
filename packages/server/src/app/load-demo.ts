import { sql } from 'kysely'
import { loadDemoReplies } from '../modules/desk/api.ts'
import { loadDemoStaff } from '../modules/identity/api.ts'
import { loadDemoCalendar } from '../modules/workforce/api.ts'
import type { Runner } from '../platform/command.ts'

/**
 * The demo's people, replies and business hours, once, and only where no staff exist. The instant its stories are told from is kept, so
 * that the demo wallet is the same after a restart.
 *
 * @returns null where somebody else's staff work: then there is no demo
 */
export async function loadDemo({ run }: Runner): Promise<{ storyFrom: Date } | null> {
  return run({ kind: 'system' }, async (ctx) => {
    if ((await loadDemoStaff(ctx)) === 'refused') return null
    await loadDemoReplies(ctx)
    await loadDemoCalendar(ctx)
    const fact = JSON.stringify({ at: ctx.now.toISOString() })
    await sql`insert into deployment_fact (name, value, at) values ('demo_story', ${fact}::jsonb, ${ctx.now.toISOString()}) on conflict (name) do nothing`.execute(
      ctx.db,
    )
    const { rows } = await sql<{ value: { at: string } }>`select value from deployment_fact where name = 'demo_story'`.execute(ctx.db)
    return { storyFrom: new Date(rows[0]?.value.at ?? ctx.now) }
  })
}
