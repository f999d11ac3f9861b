/**
 * What the bot understands now. It came with the program, or was learned from the published articles by one server in a
 * thread of its own and kept in the database; opened here; learned again when they change, while what was known before keeps answering.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { openLanguage } from '@yingda/domain/bot/learned-language.ts'
import { searchOnly } from '@yingda/domain/bot/search-only.ts'
import { understandingOf, type Known, type Understanding } from '@yingda/domain/bot/understanding.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Runner } from '../../platform/command.ts'
import { segmenter, type Library } from '../knowledge/api.ts'
import { learnAside, type Learn } from './learning/learn-aside.ts'
import { learnedOnce } from './learning/learned-once.ts'
import { keyOf, materialIn } from './learning/material.ts'
import { readShipped, type Shipped } from './learning/shipped.ts'

export type Learning = {
  /** Waits a moment at most, for what is kept or quickly learned. Before anything is learned, what is found by full text stands in. */
  understanding(library: Library): Promise<Understanding>
  /** Resolves when what is known was learned from this library, or learning was stopped. */
  learned(library: Library): Promise<void>
  /** A thread that still learns is ended. */
  stop(): Promise<void>
}

export type LearningOptions = {
  runner: Runner
  log: Pick<Logger, 'info' | 'error'>
  learn?: Learn
  shipped?: Shipped
  momentMs?: number
  againAfterMs?: number
}

/** From the beginning of learning; who asks later does not wait at all. */
const MOMENT_MS = 1000
const AGAIN_AFTER_MS = 5000

type Opened = { key: string; known: Known }
type Everything = { version: number; byLanguage: Readonly<Record<Language, Opened>> }

export function createLearning({
  runner,
  log,
  learn = learnAside,
  shipped = readShipped,
  momentMs = MOMENT_MS,
  againAfterMs = AGAIN_AFTER_MS,
}: LearningOptions): Learning {
  const stopping = new AbortController()
  const { signal } = stopping
  let known: Everything | null = null
  let following: { done: Promise<void>; moment: Promise<unknown> } | null = null

  /** One at a time: what is published meanwhile is learned after. */
  function follow(library: Library): NonNullable<typeof following> {
    if (following !== null) return following
    const done = learnFrom(library)
      .catch(async (error: unknown) => {
        if (signal.aborted) return
        log.error({ err: error }, 'the bot could not learn its articles; it will try again')
        await pause(againAfterMs, undefined, { signal }).catch(() => {}) // only stopping ends the pause
      })
      .finally(() => (following = null))
    return (following = { done, moment: Promise.race([done, pause(momentMs, undefined, { ref: false })]) })
  }

  async function learnFrom({ version, articles }: Library): Promise<void> {
    const startedAt = performance.now()
    const byLanguage = { 'zh-CN': await opened('zh-CN', articles), en: await opened('en', articles) }
    known = { version, byLanguage }
    log.info({ version, ms: Math.round(performance.now() - startedAt) }, 'the bot knows its articles')
  }

  async function opened(language: Language, articles: Library['articles']): Promise<Opened> {
    const material = materialIn(language, articles)
    const key = keyOf(material).toString('hex')
    const before = known?.byLanguage[language]
    if (before?.key === key) return before
    const learned = await learnedOnce({ runner, learn, shipped, signal }, material)
    return { key, known: openLanguage(learned, language, segmenter) }
  }

  return {
    async understanding(library) {
      if (known?.version !== library.version && !signal.aborted) {
        const { moment } = follow(library)
        if (known === null) await moment
      }
      if (known === null) return searchOnly((text, language, limit) => library.search(text, language, limit).map(({ slug }) => slug))
      const { byLanguage } = known
      return understandingOf({ 'zh-CN': byLanguage['zh-CN'].known, en: byLanguage.en.known }, library.articles)
    },
    async learned(library) {
      while (known?.version !== library.version && !signal.aborted) await follow(library).done
    },
    async stop() {
      stopping.abort()
      await following?.done
    },
  }
}
