import { EventEmitter } from 'node:events'
import { connect, type NatsConnection } from '@nats-io/transport-node'

/**
 * Hints between and within processes: "this stream has something new". Hints are sent after commit, carry no truth and
 * may be lost; whoever needs to know also looks at the database every 250 ms.
 */
export type Hint =
  | { kind: 'streams'; ids: readonly string[] }
  | { kind: 'reactions'; groups: readonly string[] }
  | { kind: 'state'; conversationId: string }
  | { kind: 'rights'; staffId: string }

export type Bus = {
  publish(hint: Hint): void
  /** Calls back for every hint of this process and, with NATS, of the others. Returns how to stop. */
  subscribe(listener: (hint: Hint) => void): () => void
  close(): Promise<void>
}

const SUBJECT = 'yingda.hint'

/** A bus inside this process; with `natsUrl` its hints also reach the other nodes. NATS being away only makes hints slower. */
export async function openBus(natsUrl?: string, onError: (error: unknown) => void = () => {}): Promise<Bus> {
  const emitter = new EventEmitter().setMaxListeners(0)
  const nats = natsUrl === undefined ? null : await connectForever(natsUrl, emitter, onError)
  return {
    publish(hint) {
      emitter.emit('hint', hint)
      if (nats !== null && !nats.isClosed()) nats.publish(SUBJECT, JSON.stringify(hint))
    },
    subscribe(listener) {
      emitter.on('hint', listener)
      return () => emitter.off('hint', listener)
    },
    async close() {
      await nats?.drain().catch(onError)
      emitter.removeAllListeners()
    },
  }
}

async function connectForever(url: string, emitter: EventEmitter, onError: (error: unknown) => void): Promise<NatsConnection> {
  // noEcho: our own hints have already been emitted here
  const nats = await connect({ servers: url, maxReconnectAttempts: -1, waitOnFirstConnect: true, noEcho: true, name: 'yingda' })
  const listen = async (): Promise<void> => {
    for await (const message of nats.subscribe(SUBJECT)) emitter.emit('hint', message.json<Hint>())
  }
  listen().catch(onError)
  return nats
}
