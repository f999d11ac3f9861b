/** What a message and a list cost when ten and a hundred times as many conversations have been before. */
import { performance } from 'node:perf_hooks'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { countConversations, listConversations } from '../../pages/conversation-rows.ts'
import type { StaffActor } from '../../platform/actor.ts'
import { median, type Measured } from '../figures.ts'
import { growTo } from '../grow.ts'
import { askChild } from '../limits/child.ts'
import type { Written } from '../limits/group-commit.ts'
import type { Place } from '../place.ts'
import { openStage, type Stage } from '../stage.ts'
import type { WriterQuestion } from '../writer.ts'
import { BODY, PAIRS } from './messages.ts'
import type { Scene, SceneOptions } from './scene.ts'

const FIRST = 10_000
const TIMES = 21

type Costs = { messageUs: number; lists: ReadonlyMap<string, number> }

export const growth: Scene = async (place, options) => {
  await using stage = await openStage(place, PAIRS)
  const figures: Measured[] = []
  let first: Costs | null = null
  for (let before = 0, size = FIRST * options.scale; size <= options.upTo * options.scale; before = size, size *= 10) {
    options.say(`growing to ${size} conversations`)
    const fromMs = performance.now()
    await growTo(stage.database.db, stage.teamId, before, size)
    options.say(`grown in ${Math.round((performance.now() - fromMs) / 1000)} s`)
    const costs = { messageUs: await costOfMessage(place, stage, options), lists: await costOfLists(stage) }
    figures.push(...figuresOf(size, costs, first))
    first ??= costs
  }
  return figures
}

function figuresOf(size: number, { messageUs, lists }: Costs, first: Costs | null): Measured[] {
  const beside = (limit: number | undefined) =>
    first === null ? {} : ({ limitName: `at ${FIRST}`, limit, judged: 'ratio', better: 'less', must: 1.5 } as const)
  return [
    { name: `processor a message, ${size} conversations`, unit: 'µs', value: messageUs, ...beside(first?.messageUs) },
    ...[...lists].map(([name, ms]) => ({ name: `${name}, ${size} conversations`, unit: 'ms', value: ms, ...beside(first?.lists.get(name)) })),
  ]
}

/** Of command and PostgreSQL, without sockets. */
async function costOfMessage(place: Place, stage: Stage, { scale }: SceneOptions): Promise<number> {
  const question: WriterQuestion = {
    layer: 'obligation',
    env: { DATABASE_URL: stage.url },
    articles: '',
    seeded: { teamId: stage.teamId, pairs: stage.pairs },
    waiting: 256,
    warmUpMs: 1500 * scale,
    measureMs: 5000 * scale,
    body: BODY,
    postgresPid: place.postgresPid,
  }
  const { processUs, postgresUs } = await askChild<Written>(new URL('../writer.ts', import.meta.url), question)
  return processUs + postgresUs
}

/** The lists an agent opens, each as the console asks for it. Medians. */
async function costOfLists({ database, pairs, teamId }: Stage): Promise<Map<string, number>> {
  const actor: StaffActor = {
    kind: 'staff',
    staffId: StaffId.parse(pairs[0]?.staffId),
    name: '林晓',
    role: 'agent',
    permissions: new Set(ROLE_PERMISSIONS.agent),
    teamIds: [TeamId.parse(teamId)],
  }
  const ctx = { db: database.db, now: new Date(), actor }
  const asked = {
    'list of the desk': () => listConversations(ctx, { view: 'desk', status: 'open', limit: 50 }),
    'list of who waits': () => listConversations(ctx, { view: 'waiting', status: 'any', limit: 50 }),
    'list of everything': () => listConversations(ctx, { view: 'all', status: 'any', limit: 50 }),
    'counts of the lists': () => countConversations(ctx),
  }
  const costs = new Map<string, number>()
  for (const [name, ask] of Object.entries(asked)) {
    const times: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      const fromMs = performance.now()
      await ask()
      times.push(performance.now() - fromMs)
    }
    costs.set(name, median(times))
  }
  return costs
}
