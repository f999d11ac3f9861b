import type { StatusContact, StatusIncident, StatusQuality, StatusSnapshot, StatusWait } from '@yingda/protocol/http/status.ts'
import type { Bilingual } from '@yingda/protocol/language.ts'
import { statusComponent, type Component, type Measured } from './component-state.ts'
import { roundedCount, roundedMinutes } from './waits.ts'

/** A team's line as it is; instants in UTC milliseconds. */
export type Line = {
  team: Bilingual
  isOpen: boolean
  opensAt: string | null
  waiting: number
  longestSinceMs: number | null
  estimate: StatusWait['estimate']
}

export type StatusFacts = {
  nowMs: number
  brand: Bilingual
  timeZone: string
  /** As `statusComponent` takes them. */
  midnights: readonly number[]
  components: readonly Component[]
  measured: ReadonlyMap<string, Measured>
  lines: readonly Line[]
  incidents: readonly StatusIncident[]
  contacts: readonly StatusContact[]
  quality: StatusQuality
  /** Null: nobody is written to. */
  subscribeAt: string | null
}

/** What is published, made of what is known at this moment and of nothing else. */
export function statusSnapshot({ nowMs, midnights, components, measured, lines, incidents, contacts, ...rest }: StatusFacts): StatusSnapshot {
  return {
    version: 1,
    at: new Date(nowMs).toISOString(),
    components: components.map((component) => statusComponent(component, { incidents, measured, nowMs, midnights })),
    waits: lines.map((line) => waitOf(line, nowMs)),
    incidents: [...incidents],
    contacts: [...contacts],
    ...rest,
  }
}

const waitOf = ({ team, isOpen, opensAt, waiting, longestSinceMs, estimate }: Line, nowMs: number): StatusWait => ({
  team,
  isOpen,
  opensAt,
  waiting: roundedCount(waiting),
  longestMinutes: waiting === 0 || longestSinceMs === null ? null : roundedMinutes(nowMs - longestSinceMs),
  estimate: isOpen ? (estimate ?? null) : null,
})
