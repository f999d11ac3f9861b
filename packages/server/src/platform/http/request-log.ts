import type { FastifyBaseLogger } from 'fastify'
import type { ChildLoggerOptions, LogFn } from 'pino'

type Say = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/**
 * A request's own log, with its id: made when something is said in it. Most say nothing, and to make one costs more than
 * to find the route.
 */
export function requestLog(log: FastifyBaseLogger, bindings: object, options: ChildLoggerOptions): FastifyBaseLogger {
  let made: FastifyBaseLogger | null = null
  const own = (): FastifyBaseLogger => (made ??= log.child(bindings, options))
  const said = (level: Say): LogFn => ((...words: Parameters<LogFn>) => own()[level](...words)) as LogFn // the same words in each of its forms
  return {
    get level() {
      return own().level
    },
    set level(level) {
      own().level = level
    },
    fatal: said('fatal'),
    error: said('error'),
    warn: said('warn'),
    info: said('info'),
    debug: said('debug'),
    trace: said('trace'),
    silent: said('silent'),
    child: (...asked) => own().child(...asked),
  }
}
