/** How each fault is done to a cluster, and undone. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import type { Fault } from './schedule.ts'
import { fillStorage } from './fill-storage.ts'

const BETWEEN_LINES_MS = 3_000

export type Strike = {
  /** What was done, to be counted. */
  did: readonly string[]
  /** Resolves when it is mended. */
  mended: Promise<unknown>
}

/** Strikes at once. */
export function strike(cluster: Cluster, fault: Fault): Strike {
  switch (fault.kind) {
    case 'kill-server':
      return killServers(cluster, [fault.server], fault.downMs)
    case 'kill-everything': {
      const all = killServers(
        cluster,
        cluster.servers.map((_, index) => index),
        fault.downMs,
      )
      const database = cluster.fellDatabase('SIGKILL')
      return { did: [...all.did, 'databaseKills'], mended: Promise.all([all.mended, database]) }
    }
    case 'kill-database':
      return { did: ['databaseKills'], mended: cluster.fellDatabase('SIGKILL') }
    case 'restart-database':
      return { did: ['databaseRestarts'], mended: cluster.fellDatabase('SIGINT') }
    case 'part-from-database':
      return { did: ['databaseOutages'], mended: part(cluster, fault) }
    case 'kill-nats':
      return { did: ['natsKills'], mended: killNats(cluster, fault.downMs) }
    case 'pause-server':
      return { did: ['serverPauses'], mended: pause(cluster, fault) }
    case 'move-clock':
      return { did: ['clockMoves'], mended: moveClock(cluster, fault) }
    case 'cut':
      return { did: [{ reset: 'resets', stall: 'stalls', 'near-told': 'halfOpens', 'far-told': 'halfOpens' }[fault.how]], mended: cut(cluster, fault) }
    case 'fill-storage':
      return { did: ['storageFilled'], mended: fillStorage(cluster) }
  }
}

function killServers({ servers }: Cluster, which: readonly number[], downMs: number): Strike {
  const up = servers.filter((server, index) => which.includes(index) && server.isUp())
  const back = up.map(async (server) => {
    await server.kill()
    await wait(downMs)
    await server.start()
  })
  return { did: up.map(() => 'serverKills'), mended: Promise.all(back) }
}

async function killNats({ nats }: Cluster, downMs: number): Promise<void> {
  if (!nats.isUp()) return
  await nats.kill()
  await wait(downMs)
  await nats.start()
}

async function pause({ servers }: Cluster, { server, forMs }: Extract<Fault, { kind: 'pause-server' }>): Promise<void> {
  servers[server]?.pause()
  await wait(forMs)
  servers[server]?.resume()
}

async function moveClock({ servers }: Cluster, { server, offsetMs, forMs }: Extract<Fault, { kind: 'move-clock' }>): Promise<void> {
  servers[server]?.moveClock(offsetMs)
  await wait(forMs)
  servers[server]?.moveClock(0)
}

/** It ends for one server after the other: the first to come back must not take the others' agents for gone. */
async function part({ lines }: Cluster, { forMs }: Extract<Fault, { kind: 'part-from-database' }>): Promise<void> {
  for (const line of lines.database) line.stall()
  for (const [index, line] of lines.database.entries()) {
    await wait(index === 0 ? forMs : BETWEEN_LINES_MS)
    line.flow()
  }
}

async function cut({ lines }: Cluster, { link, server, how, forMs }: Extract<Fault, { kind: 'cut' }>): Promise<void> {
  const line = lines[link][server]
  if (how === 'reset') line?.reset()
  if (how === 'near-told') line?.halfOpen('near')
  if (how === 'far-told') line?.halfOpen('far')
  if (how !== 'stall') return
  line?.stall()
  await wait(forMs)
  line?.flow()
}
