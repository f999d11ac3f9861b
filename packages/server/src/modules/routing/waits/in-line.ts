import { priorityOf } from '@yingda/domain/conversation/owed.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'
import type { Standing } from '../../conversation/api.ts'
import type { InLine } from './line-facts.ts'
import type { Places } from './places.ts'

type Line = { teamId: TeamId; working: Pick<Places, 'fittingShare'> }

/** This team's line, in its order. */
export function inLine({ now }: QueryContext, { teamId, working }: Line, standing: ReadonlyMap<ConversationId, Standing>): InLine<ConversationId>[] {
  const own = [...standing].filter(([, one]) => one.teamId === teamId).sort(([, a], [, b]) => a.ahead - b.ahead)
  return own.map(([id, one]) => ({
    id,
    priority: priorityOf(one),
    waitedSeconds: (now.getTime() - one.queuedAt.getTime()) / 1000,
    fittingShare: working.fittingShare(one),
  }))
}
