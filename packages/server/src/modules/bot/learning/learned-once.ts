/** Of all servers one learns, and the others take what it has learned. */
import { setTimeout as pause } from 'node:timers/promises'
import type { LearnedLanguage } from '@yingda/domain/bot/learned-language.ts'
import type { Runner } from '../../../platform/command.ts'
import { repeatEvery } from '../../../platform/repeat.ts'
import type { Learn } from './learn-aside.ts'
import { keyOf, type Material } from './material.ts'
import { unpack } from './packed.ts'
import type { Shipped } from './shipped.ts'
import { claimLearning, forgetLearned, keepLearned, readLearned, renewClaim } from './store.ts'

export type LearnOnce = { runner: Runner; learn: Learn; shipped: Shipped; signal: AbortSignal }

const SYSTEM = { kind: 'system' } as const
const LOOK_EVERY_MS = 250
const RENEW_EVERY_MS = 10_000

/** What came with the program or is kept for these articles; else learned here, or awaited from whoever is at it. A claim lapses with its holder. */
export async function learnedOnce(once: LearnOnce, material: Material): Promise<LearnedLanguage> {
  const { runner, shipped, signal } = once
  const key = keyOf(material)
  const came = await shipped(key)
  const known = came === null ? null : await unpack(came)
  if (known !== null) return known
  for (;;) {
    const kept = await runner.query(SYSTEM, (ctx) => readLearned(ctx, key))
    const learned = kept === null ? null : await unpack(kept)
    if (learned !== null) return learned
    if (kept !== null) await runner.run(SYSTEM, (ctx) => forgetLearned(ctx, key))
    if (await runner.run(SYSTEM, (ctx) => claimLearning(ctx, { key, language: material.language }))) return learnAndKeep(once, material, key)
    await pause(LOOK_EVERY_MS, undefined, { signal })
  }
}

async function learnAndKeep({ runner, learn, signal }: LearnOnce, material: Material, key: Buffer): Promise<LearnedLanguage> {
  // A claim that is not renewed in time costs no more than learning the same twice.
  const stopRenewing = repeatEvery(
    RENEW_EVERY_MS,
    () => runner.run(SYSTEM, (ctx) => renewClaim(ctx, key)),
    () => {},
  )
  try {
    const weights = Buffer.from((await learn(material, signal)) as Uint8Array<ArrayBuffer>) // handed over by the thread, hence not shared
    await runner.run(SYSTEM, (ctx) => keepLearned(ctx, { key, language: material.language, weights }))
    const learned = await unpack(weights)
    if (learned === null) throw new Error('what was learned cannot be read')
    return learned
  } catch (error) {
    await runner.run(SYSTEM, (ctx) => forgetLearned(ctx, key)).catch(() => {}) // else the claim lapses
    throw error
  } finally {
    await stopRenewing()
  }
}
