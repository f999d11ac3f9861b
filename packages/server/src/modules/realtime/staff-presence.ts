/** Tells the database which devices of staff are here, each with its last sign of life; several tabs are one device. */
import type { Logger } from 'pino'
import { CLOSE } from '@yingda/protocol/realtime.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { dropOldConnections, endGateway, LEASE_SECONDS, RENEW_EVERY_MS, renewConnections, type Device } from '../workforce/api.ts'
import type { Connection } from './connection.ts'
import { PING_EVERY_MS } from './pinging.ts'

export type StaffPresence = { joined(connection: Connection): void; left(connection: Connection): void; stop(): Promise<void> }

type Options = { runner: Runner; bus: Bus; log: Logger; nodeId: string; connections: ReadonlySet<Connection> }
/** A device at an instant of this process's own steady clock. */
type Seen = Omit<Device, 'silentMs'> & { atMs: number }

const SYSTEM = { kind: 'system' } as const

export function startStaffPresence({ runner, bus, log, nodeId, connections }: Options): StaffPresence {
  /** Devices whose last socket here is gone, for as long as their lease goes on. */
  const left = new Map<string, Seen>()
  let saying: Promise<void> | null = null
  let again = false
  let stopped = false

  const everybody = (): Device[] => {
    const nowMs = performance.now()
    for (const [key, { atMs }] of left) if (nowMs - atMs > LEASE_SECONDS * 1000) left.delete(key)
    const seen = new Map(left)
    for (const connection of connections) {
      const device = deviceOf(connection)
      if (device === null) continue
      const newest = Math.max(heardAtMs(connection, nowMs), connected(seen.get(device.key))?.atMs ?? 0)
      seen.set(device.key, { ...device, state: 'connected', atMs: newest })
    }
    return [...seen.values()].map(({ staffId, deviceId, state, atMs }) => ({ staffId, deviceId, state, silentMs: nowMs - atMs }))
  }

  /** One after the other, so that an older knowledge never overwrites a newer one; many changes at once are told once. */
  const sayNow = (): Promise<void> => {
    again = true
    saying ??= (async () => {
      while (again && !stopped) {
        again = false
        await runner.query(SYSTEM, (ctx) => renewConnections(ctx.db, nodeId, everybody()))
      }
    })().finally(() => (saying = null))
    return saying
  }
  const warn = (error: unknown): void => log.warn({ err: error }, 'presence of staff could not be written; the lease decides')
  const renew = async (): Promise<void> => {
    await sayNow()
    await runner.query(SYSTEM, (ctx) => dropOldConnections(ctx.db))
  }
  const stopRenewing = repeatEvery(RENEW_EVERY_MS, renew, warn)
  sayNow().catch(warn)

  return {
    joined(connection) {
      const device = deviceOf(connection)
      if (device === null) return
      sayNow().then(() => bus.publish({ kind: 'rights', staffId: device.staffId }), warn)
    },
    left(connection) {
      const device = deviceOf(connection)
      if (device === null || [...connections].some((one) => one !== connection && deviceOf(one)?.key === device.key)) return
      const state = connection.endedWith === CLOSE.ended ? 'ended' : 'closed'
      left.set(device.key, { ...device, state, atMs: connection.isSilent ? connection.answeredAtMs : performance.now() })
      sayNow().catch(warn)
    },
    async stop() {
      stopped = true
      await stopRenewing()
      await saying?.catch(warn)
      await runner.query(SYSTEM, (ctx) => endGateway(ctx.db, nodeId)).catch(warn)
    },
  }
}

/** Who answered what was last asked is not to blame for this process standing still: that he was not asked again is no silence of his. */
const heardAtMs = ({ alive, answeredAtMs }: Connection, nowMs: number): number => (alive ? Math.max(answeredAtMs, nowMs - PING_EVERY_MS) : answeredAtMs)

const connected = (seen: Seen | undefined): Seen | undefined => (seen?.state === 'connected' ? seen : undefined)

function deviceOf({ party }: Connection): (Pick<Device, 'staffId' | 'deviceId'> & { key: string }) | null {
  if (party?.kind !== 'staff') return null
  const { actor, sessionId } = party
  return { staffId: actor.staffId, deviceId: sessionId, key: `${actor.staffId}/${sessionId}` }
}
