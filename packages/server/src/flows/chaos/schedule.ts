/** What goes wrong, and in which order: decided by the seed alone. When each blow falls is the campaign's to say. */
import { seeded } from './seeded.ts'

export const SERVERS = 3
/** Between whom a line is cut: a client and a server, a server and PostgreSQL, a server and NATS. */
export type Link = 'client' | 'database' | 'nats'
/** `reset`: both ends are told. `stall`: nothing passes for a while. `near-told`, `far-told`: half open, the other end never hears of it. */
export type Cut = 'reset' | 'stall' | 'near-told' | 'far-told'

export type Fault =
  | { kind: 'kill-server'; server: number; downMs: number }
  | { kind: 'kill-database' | 'restart-database' | 'fill-storage' }
  | { kind: 'kill-everything'; downMs: number }
  | { kind: 'kill-nats'; downMs: number }
  /** No server reaches it, and none is told. */
  | { kind: 'part-from-database'; forMs: number }
  | { kind: 'pause-server'; server: number; forMs: number }
  | { kind: 'cut'; link: Link; server: number; how: Cut; forMs: number }
  | { kind: 'move-clock'; server: number; offsetMs: number; forMs: number }
export type FaultKind = Fault['kind']

const HOUR_MS = 3_600_000
/** How often each kind comes in a long run. */
const WEIGHTS: readonly (readonly [FaultKind, number])[] = [
  ['kill-server', 10],
  ['cut', 8],
  ['pause-server', 3],
  ['kill-database', 2],
  ['restart-database', 1],
  ['part-from-database', 2],
  ['kill-nats', 2],
  ['move-clock', 2],
  ['kill-everything', 1],
]
/** The short run: each kind at least so often. */
const SHORT: readonly (readonly [FaultKind, number])[] = [
  ['kill-server', 20],
  ['cut', 12],
  ['pause-server', 2],
  ['kill-database', 2],
  ['restart-database', 1],
  ['part-from-database', 1],
  ['kill-nats', 1],
  ['move-clock', 2],
  ['kill-everything', 1],
  ['fill-storage', 1],
]
const LINKS = ['client', 'database', 'nats'] as const
const CUTS = ['reset', 'stall', 'near-told', 'far-told'] as const

/** Without an end; the storage is filled once, as it stays full. Pauses and outages are at times longer than any lease. */
export function* longSchedule(seed: number): Generator<Fault, never> {
  const random = seeded(seed)
  const total = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0)
  for (let index = 0; ; index += 1) {
    if (index === 5) yield aFault('fill-storage', index, { random, longestMs: 0 })
    let at = random() * total
    const [kind] = WEIGHTS.find(([, weight]) => (at -= weight) < 0) ?? ['kill-server']
    const isLong = random() < (kind === 'part-from-database' ? 0.5 : 0.15)
    yield aFault(kind, index, { random, longestMs: isLong ? 45_000 : 6_000 })
  }
}

/** Every kind, shuffled; cuts go through all links and ways in turn. */
export function shortSchedule(seed: number): Fault[] {
  const random = seeded(seed)
  const kinds = SHORT.flatMap(([kind, count]) => Array.from({ length: count }, () => kind))
  for (let index = kinds.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1))
    ;[kinds[index], kinds[other]] = [kinds[other] as FaultKind, kinds[index] as FaultKind] // both indexes are inside
  }
  const seen = new Map<FaultKind, number>()
  return kinds.map((kind) => {
    const nth = seen.get(kind) ?? 0
    seen.set(kind, nth + 1)
    return aFault(kind, nth, { random, longestMs: 2_000 })
  })
}

function aFault(kind: FaultKind, nth: number, { random, longestMs }: { random: () => number; longestMs: number }): Fault {
  const server = Math.floor(random() * SERVERS)
  const forMs = Math.round(longestMs * (0.3 + 0.7 * random()))
  switch (kind) {
    case 'kill-server':
      return { kind, server, downMs: Math.round(random() * 300) }
    case 'kill-everything':
    case 'kill-nats':
      return { kind, downMs: Math.round(random() * 1_000) }
    case 'pause-server':
      return { kind, server, forMs }
    case 'part-from-database':
      return { kind, forMs }
    case 'move-clock':
      return { kind, server, offsetMs: nth % 2 === 0 ? HOUR_MS : -HOUR_MS, forMs }
    case 'cut':
      return {
        kind,
        server,
        link: LINKS[nth % LINKS.length] ?? 'client',
        how: CUTS[Math.floor(nth / LINKS.length) % CUTS.length] ?? 'reset',
        forMs,
      }
    default:
      return { kind }
  }
}
