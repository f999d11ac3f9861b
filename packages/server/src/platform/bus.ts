import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import * as z from 'zod'
import type { Written } from './written.ts'

/**
 * Hints between and within processes: "this stream has something new". Hints are sent after commit, carry no truth and
 * may be lost; whoever needs to know also looks at the database every 250 ms.
 */
const Hint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('streams'), ids: z.array(z.string()) }),
  z.object({ kind: z.literal('reactions'), groups: z.array(z.string()) }),
  z.object({ kind: z.literal('state'), conversationId: z.string() }),
  z.object({ kind: z.literal('rights'), staffId: z.string() }),
])
export type Hint = Readonly<z.infer<typeof Hint>>

/** Since this process began; `isUp` is null where there are no others. `dropped`: not told to the others, as they were out of reach. */
export type BusMeasured = { isUp: boolean | null; sent: number; dropped: number; heard: number }

export type Bus = {
  publish(hint: Hint): void
  /** What this process has just committed, before the hint of it: spares who shows it here from reading it again. */
  show(written: readonly Written[]): void
  /** Never what another process wrote. Returns how to stop. */
  onShown(listener: (written: readonly Written[]) => void): () => void
  /** Calls back for every hint of this process and, with NATS, of the others. Returns how to stop. */
  subscribe(listener: (hint: Hint) => void): () => void
  measure(): BusMeasured
  close(): Promise<void>
}

const SUBJECT = 'yingda.hint'
const RETRY_AFTER_MS = 1_000
/** A line that is cut without a word is noticed after two pings without an answer. */
const PING_EVERY_MS = 5_000

type OnError = (error: unknown) => void

/**
 * A bus inside this process; with `natsUrl` its hints also reach the other nodes. Resolves at once: NATS may be away
 * when a server starts, and whenever it is, hints stay within the process and the others look for themselves.
 */
export async function openBus(natsUrl?: string, onError: OnError = () => {}): Promise<Bus> {
  const emitter = new EventEmitter().setMaxListeners(0)
  const others = natsUrl === undefined ? null : reachOthers(natsUrl, (hint) => emitter.emit('hint', hint), onError)
  return {
    publish(hint) {
      emitter.emit('hint', hint)
      others?.publish(hint)
    },
    show: (written) => void emitter.emit('written', written),
    onShown(listener) {
      emitter.on('written', listener)
      return () => emitter.off('written', listener)
    },
    subscribe(listener) {
      emitter.on('hint', listener)
      return () => emitter.off('hint', listener)
    },
    measure: () => others?.measure() ?? { isUp: null, sent: 0, dropped: 0, heard: 0 },
    async close() {
      await others?.close()
      emitter.removeAllListeners()
    },
  }
}

type Others = Pick<Bus, 'publish' | 'measure' | 'close'>

function reachOthers(url: string, hear: (hint: Hint) => void, onError: OnError): Others {
  const closed = new AbortController()
  let nats: NatsConnection | null = null
  let isUp = false
  const counted = { sent: 0, dropped: 0, heard: 0 }
  const heard = (hint: Hint): void => {
    counted.heard += 1
    hear(hint)
  }

  const run = async (): Promise<void> => {
    nats = await connectWhenThere(url, closed.signal, onError)
    if (nats === null || closed.signal.aborted) return nats?.close()
    isUp = true
    listen(nats, heard, onError).catch(onError)
    for await (const { type } of nats.status()) {
      if (type === 'disconnect') isUp = false
      if (type === 'reconnect') isUp = true
    }
  }
  const running = run().catch(onError)

  return {
    publish(hint) {
      // What would wait until NATS is back is too late to be a hint; and none may fail the command that has committed.
      if (nats === null || !isUp || nats.isClosed()) return void (counted.dropped += 1)
      try {
        nats.publish(SUBJECT, JSON.stringify(hint))
        counted.sent += 1
      } catch (error) {
        counted.dropped += 1
        onError(error)
      }
    },
    measure: () => ({ isUp: isUp && nats?.isClosed() === false, ...counted }),
    async close() {
      closed.abort()
      await nats?.close()
      await running
    },
  }
}

/** @returns null when the bus was closed before NATS answered */
async function connectWhenThere(url: string, closed: AbortSignal, onError: OnError): Promise<NatsConnection | null> {
  // noEcho: our own hints have already been emitted here
  const options = { servers: url, maxReconnectAttempts: -1, ignoreAuthErrorAbort: true, noEcho: true, name: 'yingda', timeout: 5_000 }
  for (let told = false; !closed.aborted; told = true) {
    try {
      return await connect({ ...options, reconnectTimeWait: RETRY_AFTER_MS, pingInterval: PING_EVERY_MS, maxPingOut: 2 })
    } catch (error) {
      if (!told) onError(error)
      await wait(RETRY_AFTER_MS, undefined, { signal: closed, ref: false }).catch(() => undefined)
    }
  }
  return null
}

/** What cannot be read comes from a newer server or from a stranger, and says nothing to us. */
async function listen(nats: NatsConnection, hear: (hint: Hint) => void, onError: OnError): Promise<void> {
  for await (const message of nats.subscribe(SUBJECT)) {
    const hint = parse(message.string())
    if (hint === null) onError(new Error(`a hint could not be read (${message.data.length} bytes)`))
    else hear(hint)
  }
}

function parse(text: string): Hint | null {
  try {
    return Hint.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
