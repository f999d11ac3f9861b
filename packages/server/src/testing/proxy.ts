/** A line that can be cut: a TCP proxy in front of a port, with which both ends lose each other in every way there is. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Proxy = {
  port: number
  /** Both ends of every line are told, at once. */
  reset(): void
  /** Nothing passes, in either direction, on old lines and new ones, until `flow`. */
  stall(): void
  flow(): void
  isOpen(): boolean
  /** One end of every line is told; the other never is, and what it says is lost. New lines are whole. */
  halfOpen(told: 'near' | 'far'): void
  close(): Promise<void>
}

type Line = { near: Socket; far: Socket; isWhole: boolean }

/** @param port of the server that is meant; it may be away, then a line ends as soon as it is opened */
export async function aProxy(port: number): Promise<Proxy> {
  const lines = new Set<Line>()
  let stalled = false

  const carry = (line: Line, from: Socket, to: Socket): void => {
    from.setNoDelay(true)
    from.on('data', (chunk: Buffer) => {
      if (line.isWhole && !to.write(chunk)) from.pause()
    })
    to.on('drain', () => stalled || from.resume())
    from.on('error', () => {})
    from.on('close', () => {
      if (line.isWhole) to.destroySoon()
      if (line.near.destroyed && line.far.destroyed) lines.delete(line)
    })
  }
  const server = createServer({ pauseOnConnect: true }, (near) => {
    const line: Line = { near, far: connect(port, '127.0.0.1'), isWhole: true }
    lines.add(line)
    carry(line, line.near, line.far)
    carry(line, line.far, line.near)
    if (stalled) line.far.pause()
    else near.resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port, // listens on TCP
    reset() {
      for (const line of lines) cut(line, [line.near, line.far])
    },
    stall() {
      stalled = true
      for (const { near, far } of lines) for (const end of [near, far]) end.pause()
    },
    flow() {
      stalled = false
      for (const { near, far } of lines) for (const end of [near, far]) end.resume()
    },
    isOpen: () => !stalled,
    halfOpen(told) {
      for (const line of lines) if (line.isWhole) cut(line, [line[told]])
    },
    async close() {
      for (const { near, far } of lines) for (const end of [near, far]) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An end that is not told goes on speaking; it is read, so that it notices nothing. */
function cut(line: Line, ends: readonly Socket[]): void {
  line.isWhole = false
  for (const end of [line.near, line.far]) end.resume()
  for (const end of ends) end.resetAndDestroy()
}
