import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { ClientFrame, CLOSE } from '@yingda/protocol/realtime.ts'
import { networkOf } from '../../platform/http/address.ts'
import { isPlainText } from '../../platform/http/plain-text.ts'
import { Connection } from './connection.ts'
import { startFeed } from './feed.ts'
import { frameHandler } from './frames.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { lookUps } from './look-ups.ts'
import { startPinging } from './pinging.ts'
import { startPresence } from './presence.ts'
import { startRights } from './rights.ts'
import { startStates } from './states.ts'
import { Subscriptions } from './subscriptions.ts'
import { Tally } from './tally.ts'
import { Unsent } from './unsent.ts'
import { viewingsBy } from './viewings.ts'

export type Gateway = { close(): Promise<void>; readonly connections: ReadonlySet<Connection> }

const MAX_FRAME_BYTES = 64 * 1024
const MOST_SOCKETS_PER_ADDRESS = 200
const HELLO_WITHIN_MS = 10_000
/** Frames of one socket that may wait to be handled; then no more are read from it until half of them are done. */
const MOST_IN_HAND = 100

/** Sockets under `/ws/customer` and `/ws/staff` on the HTTP server's own port. */
export function startGateway(options: GatewayOptions): Gateway {
  const { server, runner, hot, bus, log } = options
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, clientTracking: false })
  const connections = new Set<Connection>()
  /** By address: sockets of which nobody knows yet whose they are. */
  const strangers = new Tally()
  const counts = { customer: 0, staff: 0 }
  const subscriptions = new Subscriptions()
  const unsent = new Unsent()
  const feed = startFeed({ runner, hot, bus, log, subscriptions })
  const states = startStates({ runner: hot, bus, log, subscriptions })
  const sayViewing = viewingsBy(hot.run)
  const presence = startPresence({ ...options, connections, sayViewing })
  const rights = startRights({ runner, bus, log, connections, subscriptions, sessionCheck: options.sessionCheck })
  const handle = frameHandler({ ...options, lookUps: lookUps(options), subscriptions, feed, states, presence, sayViewing })

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Nobody else listens to it here, and an error that nobody hears ends the process.
    socket.on('error', (error) => log.debug({ err: error }, 'socket error'))
    const path = request.url?.split('?')[0]
    if (path !== '/ws/customer' && path !== '/ws/staff') return refuseUpgrade(socket, 404)
    const side = path === '/ws/customer' ? 'customer' : 'staff'
    if (!options.mayConnect(side, request)) return refuseUpgrade(socket, 403)
    const address = networkOf(options.addressOf(request))
    if (strangers.of(address) >= MOST_SOCKETS_PER_ADDRESS) return refuseUpgrade(socket, 429)
    sockets.handleUpgrade(request, socket, head, (opened) => accept(opened, request, side, address))
  }

  const accept = (socket: WebSocket, request: IncomingMessage, side: 'customer' | 'staff', address: string): void => {
    const connection = new Connection(socket, address, unsent, request.socket)
    connections.add(connection)
    strangers.add(address)
    connection.onNoStranger(() => strangers.remove(address))
    counts[side] += 1
    options.countSockets(side, counts[side])
    const lines = { inOrder: Promise.resolve(), sends: Promise.resolve() }
    let inHand = 0
    const handleNow = async (frame: ClientFrame): Promise<void> => {
      await handle(connection, frame, request, side)
      inHand -= 1
      if (socket.isPaused && inHand <= MOST_IN_HAND / 2) socket.resume()
    }
    const greeting = setTimeout(() => connection.end(CLOSE.busy, 'no hello'), HELLO_WITHIN_MS)
    socket.on('message', (data: RawData) => {
      const parsed = parseFrame(data)
      if ('refused' in parsed) {
        connection.refuse(parsed.ref, parsed.refused)
        return
      }
      const { frame } = parsed
      // From here on it is we who are awaited.
      if (frame.t === 'hello') clearTimeout(greeting)
      if ((inHand += 1) >= MOST_IN_HAND) socket.pause()
      // A customer's words keep their order; a desk's go at once, into one batch. Neither waits for anything else.
      if (frame.t !== 'send') lines.inOrder = lines.inOrder.then(() => handleNow(frame))
      else if (side === 'customer') lines.sends = lines.sends.then(() => handleNow(frame))
      else void handleNow(frame)
    })
    socket.on('pong', () => connection.answered())
    socket.on('error', (error) => log.debug({ err: error }, 'socket error'))
    socket.on('close', () => {
      clearTimeout(greeting)
      connections.delete(connection)
      unsent.forget(connection)
      connection.noStranger()
      counts[side] -= 1
      options.countSockets(side, counts[side])
      subscriptions.removeAll(connection)
      presence.left(connection)
    })
  }

  const stopPinging = startPinging(connections)

  server.on('upgrade', upgrade)
  return {
    connections,
    async close() {
      server.off('upgrade', upgrade)
      stopPinging()
      for (const connection of connections) connection.socket.close(1001, 'restarting')
      await Promise.all([feed.stop(), states.stop(), rights.stop(), presence.stop()])
      for (const connection of connections) connection.socket.terminate()
    },
  }
}

function refuseUpgrade(socket: Duplex, status: 403 | 404 | 429): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

type ParsedFrame =
  | { frame: ClientFrame }
  | {
      refused: 'request.malformed' | 'request.invalid'
      /** Of a send, so that its sender learns which. */
      ref: string | null
    }

function parseFrame(data: RawData): ParsedFrame {
  const value = parseJson(String(data))
  if (value === undefined) return { refused: 'request.malformed', ref: null }
  const parsed = isPlainText(value) ? ClientFrame.safeParse(value) : null
  return parsed?.success === true ? { frame: parsed.data } : { refused: 'request.invalid', ref: refOf(value) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const refOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string' && value.ref.length <= 64 ? value.ref : null
