import type { Bus } from '../../platform/bus.ts'

type LongPoll<P> = {
  bus: Bus
  read: () => Promise<P>
  isEmpty: (page: P) => boolean
  streamId: string
  waitMs: number
  /** Nobody waits any more, or nobody may. */
  isOver: () => boolean
}

const LOOK_EVERY_MS = 1000

/**
 * Read; when there is nothing new, wait for a hint on the stream (and look once a second besides, as hints may be
 * lost) and read again, until there is something or the time is over.
 */
export async function longPoll<P>({ bus, read, isEmpty, streamId, waitMs, isOver }: LongPoll<P>): Promise<P> {
  const deadline = performance.now() + waitMs
  let page = await read()
  while (isEmpty(page) && performance.now() < deadline && !isOver()) {
    await hintOrTime(bus, streamId, Math.min(LOOK_EVERY_MS, deadline - performance.now()))
    page = await read()
  }
  return page
}

function hintOrTime(bus: Bus, streamId: string, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(finish, ms)
    const unsubscribe = bus.subscribe((hint) => hint.kind === 'streams' && hint.ids.includes(streamId) && finish())
  })
}
