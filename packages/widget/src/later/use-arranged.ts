import { useMemo } from 'preact/hooks'
import { threadStory } from '../state/thread-story.ts'
import type { Thread } from '../state/thread.ts'
import { useNow } from './use-now.ts'

/** A person is to come back at a time that has not come yet: until then one stands in no line, and no order says when. */
export function useArranged(thread: Thread | undefined): boolean {
  const from = useMemo(() => (thread === undefined ? null : (threadStory(thread).callBack?.from ?? null)), [thread])
  const nowMs = useNow(15_000)
  return from !== null && nowMs < Date.parse(from)
}
