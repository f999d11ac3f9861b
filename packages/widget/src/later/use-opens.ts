import type { ConversationState } from '@yingda/protocol/realtime.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { dayAndTime } from './days.ts'
import { onClockOf } from './desk-clock.ts'
import { useMore } from './use-more.ts'
import { useNow } from './use-now.ts'

/** When the conversation's own line opens, without one the desk, and what time it is there, on the desk's clock, which is what the bot says too; null when nobody knows. */
export function useOpens(closed: ConversationState['closed']): { now: string; at: string } | null {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const home = useDeskState((state) => state.home)
  const opensAt = closed === null ? (home?.opensAt ?? null) : closed.opensAt
  const realMs = useNow(30_000)
  if (opensAt === null) return null
  const there = (at: number | string): number => onClockOf(home?.timeZone, at)
  const nowMs = there(realMs)
  return { now: iso(nowMs), at: dayAndTime(iso(there(opensAt)), { language, words }, nowMs) }
}

const iso = (ms: number): string => new Date(ms).toISOString()
