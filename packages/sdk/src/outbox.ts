/**
 * Messages on their way: one at a time and in order, each under the client id it was given first, until the desk has
 * answered. Silence and a busy desk keep a message first in line; sent again under the same id it is still one message.
 */
import { mayPass } from './answer.ts'
import { backoffMs, either, pause } from './wait.ts'

export type Outgoing = { clientId: string; conversationId: string; text: string; attachmentIds: readonly string[] }
/** `conversationId` differs from the one sent to when the words were taken into a new conversation. */
export type Accepted = { conversationId: string; seq: number; at: string }

/** Where messages outlive the page: what was saved last is loaded when the SDK is made again. */
export type Keep = {
  load(): readonly Outgoing[] | Promise<readonly Outgoing[]>
  save(outgoing: readonly Outgoing[]): void
}

export type OutboxOptions = {
  deliver: (outgoing: Outgoing) => Promise<Accepted>
  keep: Keep
  /** One that outlived its page will never be taken: nobody waits for its answer any more. */
  onRefused?: (outgoing: Outgoing, reason: unknown) => void
}
export type Outbox = {
  /** Resolves when the desk has it. Rejects with a Refusal when the desk will never take it. */
  send(outgoing: Outgoing): Promise<Accepted>
  waiting(): readonly Outgoing[]
  /** Try now instead of later: the network is back. */
  wake(): void
  stop(): void
}

type Item = { outgoing: Outgoing; settle: { accept: (accepted: Accepted) => void; refuse: (reason: unknown) => void } | null }

export function createOutbox({ deliver, keep, onRefused = () => {} }: OutboxOptions): Outbox {
  const items: Item[] = []
  const stopped = new AbortController()
  let rest = new AbortController()
  let running = false
  const loaded = loadKept()

  async function loadKept(): Promise<void> {
    // What cannot be read is gone; what is said from now on need not be.
    const kept = await Promise.resolve()
      .then(() => keep.load())
      .catch(() => [])
    items.unshift(...kept.map((outgoing) => ({ outgoing, settle: null })))
    void run()
  }

  const save = (): void => keep.save(items.map(({ outgoing }) => outgoing))

  async function run(): Promise<void> {
    if (running) return
    running = true
    for (let tries = 0; !stopped.signal.aborted; ) {
      const [item] = items
      if (item === undefined) break
      tries = (await settle(item)) ? 0 : tries + 1
      if (tries === 0) continue
      rest = new AbortController()
      await pause(backoffMs(tries - 1), either(rest.signal, stopped.signal))
    }
    running = false
  }

  /** @returns false when it has to be tried again */
  async function settle(item: Item): Promise<boolean> {
    const answer = await deliver(item.outgoing).then(
      (accepted) => ({ accepted }),
      (reason: unknown) => ({ reason }),
    )
    if ('reason' in answer && mayPass(answer.reason)) return false
    items.splice(items.indexOf(item), 1)
    save()
    if ('accepted' in answer) item.settle?.accept(answer.accepted)
    else if (item.settle !== null) item.settle.refuse(answer.reason)
    else onRefused(item.outgoing, answer.reason)
    return true
  }

  return {
    async send(outgoing) {
      await loaded
      return new Promise((accept, refuse) => {
        items.push({ outgoing, settle: { accept, refuse } })
        save()
        void run()
      })
    },
    waiting: () => items.map(({ outgoing }) => outgoing),
    wake: () => rest.abort(),
    stop: () => stopped.abort(),
  }
}
