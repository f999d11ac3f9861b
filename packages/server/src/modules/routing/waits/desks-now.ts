import { priorityOf } from '@yingda/domain/conversation/owed.ts'
import { keyOf } from '@yingda/domain/routing/chance.ts'
import { estimateWaits, type WaitEstimate } from '@yingda/domain/routing/estimate.ts'
import { HEAD_START_MS } from '@yingda/domain/routing/line.ts'
import type { Waiting } from '@yingda/domain/routing/play-forward.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import type { Standing } from '../../conversation/api.ts'
import { lineHistories } from './line-facts.ts'
import { workersOf, type Working } from './working.ts'

/** Somebody in line, or who only asks when it would be his turn. */
export type Asking = Omit<Standing, 'ahead'> & { id: string; isAsking?: boolean }

/**
 * What each of these is told. All lines that are served now are given together: whoever works on several of them serves
 * whoever stands first, in whichever line.
 */
export async function estimatesFor(ctx: QueryContext, working: Working, inLines: readonly Asking[]): Promise<Map<string, WaitEstimate>> {
  const teams = [...new Set([...inLines.map(({ teamId }) => teamId), ...working.agents.flatMap(({ held }) => held.flatMap(({ teamId }) => teamId ?? []))])]
  const histories = await lineHistories(ctx, teams)
  const places = new Map(teams.map((id, at) => [id, at]))
  const lineOf = (teamId: TeamId | null): number => (teamId === null ? 0 : (places.get(teamId) ?? 0))
  const asked = inLines.map((one) => ({ id: one.id, waiting: waitingOf(ctx, working, one, lineOf(one.teamId)) })).sort(inOrder)
  const told = estimateWaits({
    workers: workersOf(working, ctx.now, lineOf),
    lines: teams.flatMap((id) => {
      const history = histories.get(id)
      return history === undefined ? [] : [{ ...history, servedBy: working.serves(id) }]
    }),
    waiting: asked.map(({ waiting }) => waiting),
    weight: working.weight,
  })
  return new Map(asked.flatMap(({ id }, at) => (told[at] === undefined ? [] : [[id, told[at]]])))
}

type Asked = { id: string; waiting: Waiting }
const inOrder = (a: Asked, b: Asked): number => a.waiting.lineAt - b.waiting.lineAt || (a.id < b.id ? -1 : 1)

function waitingOf({ now }: QueryContext, working: Working, one: Asking, team: number): Waiting {
  const waitedSeconds = (now.getTime() - one.queuedAt.getTime()) / 1000
  const lineAt = -waitedSeconds - HEAD_START_MS[priorityOf(one)] / 1000
  return { key: keyOf(one.id), team, lineAt, waitedSeconds: Math.max(0, waitedSeconds), fits: working.fits(one), isAsking: one.isAsking ?? false }
}
