/** Who asked the wallet for whose data, and why: kept as every real wallet keeps it, here in memory. */
export type Access = {
  at: string
  actor: { kind: 'customer' | 'bot' | 'agent' | 'system'; id: string }
  reason: string
  correlationId: string
  externalId: string
  /** Method and path asked for. */
  call: string
}

const KEPT = 5_000

export type AccessRecord = { add: (access: Access) => void; all: () => readonly Access[] }

/** Keeps the newest 5,000. */
export function accessRecord(): AccessRecord {
  const kept: Access[] = []
  return {
    add: (access) => {
      kept.push(access)
      if (kept.length > KEPT) kept.shift()
    },
    all: () => [...kept],
  }
}
