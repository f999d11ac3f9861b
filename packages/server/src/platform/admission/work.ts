/**
 * What a request is worth while more is asked than can be done. The word travels with the request, so that whatever it
 * has to wait for knows where in line it stands. What no request asked for (reactions, leases, the watch) is `kept`.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * From what is served first to what is turned away first. `kept`: health, status, sign-out, renewals; never turned away.
 * `answer`: what staff do. `running`: a customer's words in a running conversation, and a new one about funds at risk.
 * `beginning`: other new conversations. `reading`: lists, search, articles, files, waiting for news.
 */
export const WORKS = ['kept', 'answer', 'running', 'beginning', 'reading'] as const
export type Work = (typeof WORKS)[number]
export type Sheddable = Exclude<Work, 'kept'>
export const SHEDDABLE = ['answer', 'running', 'beginning', 'reading'] as const satisfies readonly Sheddable[]

/** One request on its way through the process. */
export type Errand = {
  work: Work
  /** It has had a connection: it goes before its like that have had none. */
  begun: boolean
}

const errands = new AsyncLocalStorage<Errand | undefined>()

export const anErrand = (work: Work): Errand => ({ work, begun: false })
/** The request that is being served; null where nobody's is. */
export const errandNow = (): Errand | null => errands.getStore() ?? null
export const onErrand = <T>(errand: Errand, act: () => T): T => errands.run(errand, act)
/** What serves many at once belongs to none of them. */
export const onNoErrand = <T>(act: () => T): T => errands.run(undefined, act)
