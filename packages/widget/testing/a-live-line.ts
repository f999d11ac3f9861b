/** The line of a widget whose sockets, clock and fortune are in the hands of a test. */
import assert from 'node:assert/strict'
import { createLive, type Socket } from '../src/follow/live.ts'
import { FakeSocket } from './fake-socket.ts'
import { fakeTime } from './fake-time.ts'

export function aLiveLine({ reachable = () => true }: { reachable?: () => boolean } = {}) {
  const time = fakeTime()
  const sockets: FakeSocket[] = []
  const tokens: boolean[] = []
  const statuses: string[] = []
  const cursors = new Map<string, number>()
  let polls = 0
  const live = createLive({
    open() {
      const socket = new FakeSocket()
      sockets.push(socket)
      // Only what the line uses of a socket is there.
      return socket as unknown as Socket
    },
    async token({ fresh }) {
      tokens.push(fresh)
      return `token-${tokens.length}`
    },
    language: () => 'en',
    cursorOf: (stream) => cursors.get(stream) ?? 0,
    onFrame: () => {},
    onStatus: (status) => void statuses.push(status),
    poll: () =>
      new Promise<void>(
        (resolve, reject) =>
          void time.timers.set(() => {
            polls += 1
            if (reachable()) resolve()
            else reject(new Error('nobody there'))
          }, 1000),
      ),
    timers: time.timers,
    now: time.now,
    random: () => 1,
  })
  const socket = () => sockets.at(-1) ?? assert.fail('no socket was opened')
  return { time, live, sockets, socket, tokens, statuses, cursors, polls: () => polls }
}
