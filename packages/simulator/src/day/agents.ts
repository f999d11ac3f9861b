/** Who works in a day: shifts that cover what is foreseen, with the breaks in them. */
import type { Language } from '@yingda/protocol/language.ts'
import { MEAN_HANDLE_SECONDS, SETTLED_BY_BOT } from './customers.ts'
import type { Dice } from './dice.ts'
import { DAY_SECONDS, foreseenPerHour, type Profile } from './profiles.ts'

/** In seconds from midnight. */
export type Span = { from: number; until: number }
export type PlannedAgent = { id: number; name: string; languages: readonly Language[]; capacity: number; shift: Span; breaks: readonly Span[] }

export const CAPACITY = 2
const SHIFT_SECONDS = 6 * 3600
const STEP_SECONDS = 1800
/** By night, too, somebody is there, and not alone while another is on a break. */
const LEAST_AGENTS = 3
/** Minutes into the shift from … to, and how long. Of every three who come together, one goes in each third of that time. */
const BREAKS = [
  { from: 60, to: 130, minutes: 12 },
  { from: 140, to: 260, minutes: 35 },
  { from: 275, to: 335, minutes: 12 },
] as const
const TAKING_TURNS = 3
const SURNAMES = ['林', '何', '周', '苏', '郭', '陈', '罗', '许', '郑', '高', '吴', '沈', '唐', '韩', '冯', '邓', '曹', '彭'] as const
const GIVEN = ['晓', '佳', '明', '婷', '磊', '静', '楠', '悦', '航', '宁'] as const

/** In the order in which they come to work. Those of the night are there when the day begins. */
export function planAgents(profile: Profile, dice: Dice): PlannedAgent[] {
  const agents: PlannedAgent[] = []
  for (let second = 0; second < DAY_SECONDS; second += STEP_SECONDS) {
    const there = agents.filter(({ shift }) => shift.from <= second && shift.until > second).length
    for (let missing = agentsFor(profile, second) - there; missing > 0; missing -= 1) agents.push(planAgent(agents.length, second, dice))
  }
  return agents
}

/** As many as the work that is foreseen for this half hour asks for. */
export function agentsFor({ arrivals, plannedLoad }: Profile, second: number): number {
  const work = (foreseenPerHour(arrivals, second + STEP_SECONDS / 2) / 3600) * (1 - SETTLED_BY_BOT) * MEAN_HANDLE_SECONDS
  return Math.max(LEAST_AGENTS, Math.round(work / plannedLoad / CAPACITY))
}

/** Those who are there at midnight have come at different times before it; shifts begin at full and half hours. */
function planAgent(id: number, second: number, dice: Dice): PlannedAgent {
  const from = second === 0 ? -STEP_SECONDS * Math.floor(dice.between(0, SHIFT_SECONDS / 2 / STEP_SECONDS)) : second
  return {
    id,
    name: `${SURNAMES[id % SURNAMES.length]}${GIVEN[Math.floor(id / SURNAMES.length + id) % GIVEN.length]}`,
    languages: id % 2 === 0 ? ['zh-CN', 'en'] : ['zh-CN'],
    capacity: CAPACITY,
    shift: { from, until: Math.min(from + SHIFT_SECONDS, DAY_SECONDS) },
    breaks: BREAKS.map(({ from: earliest, to, minutes }) => {
      const turn = ((id % TAKING_TURNS) + dice.number()) / TAKING_TURNS
      const begins = from + Math.round((earliest + turn * (to - earliest)) * 60)
      return { from: begins, until: begins + minutes * 60 }
    }).filter((one) => one.until < DAY_SECONDS),
  }
}
