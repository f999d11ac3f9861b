import type { PlannedAgent } from '@yingda/simulator/day/agents.ts'
import type { DemoDesk } from '../modules/identity/api.ts'
import { QUESTION_TYPES } from '@yingda/protocol/entries/conversation.ts'

/** Signs in by one click and sees everything: for whoever watches the day. */
export const WATCHER = 'lead@day.yingda.example'
export const emailOf = ({ id }: Pick<PlannedAgent, 'id'>): string => `agent-${id}@day.yingda.example`

/** One team with one line, its agents, and a lead who only watches. */
export function deskOf(agents: readonly PlannedAgent[]): DemoDesk {
  const everything = Object.fromEntries(QUESTION_TYPES.map((type) => [type, 2 as const]))
  const usual = { language: 'zh-CN' as const, teams: ['desk'], skills: everything }
  return {
    teams: [{ key: 'desk', nameZh: '钱包客服', nameEn: 'Wallet desk', questionTypes: [...QUESTION_TYPES], strategy: 'longest_idle' }],
    people: [
      { ...usual, name: '值班主管', email: WATCHER, role: 'admin', capacity: 1, languages: ['zh-CN', 'en'] },
      ...agents.map((agent) => ({
        ...usual,
        name: agent.name,
        email: emailOf(agent),
        role: 'agent' as const,
        capacity: agent.capacity,
        languages: [...agent.languages],
      })),
    ],
  }
}
