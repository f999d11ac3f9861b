/** Logs and measures. Neither ever holds message text, tokens or secrets. */
import pino, { type DestinationStream, type Logger } from 'pino'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { saidOnce } from './said-once.ts'

/**
 * One line of JSON an event. What could carry a secret is cut by name, wherever it appears.
 *
 * @param node the process's id, in every line: those of several servers are read in one place
 */
export function createLog(level: string, node: string, to: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: { node },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.authorization', '*.cookie', '*.token', '*.password', '*.secret', '*.text', '*.body', 'err.query', 'err.parameters', 'err.detail'],
      censor: '[cut]',
    },
    serializers: { err: errorForLog },
    hooks: { logMethod: saidOnce() },
  }
  return pino(options, to)
}

/** Name, message, code and stack; never the driver's `detail` and `where`, which quote rows. */
function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  const code = 'code' in error ? error.code : undefined
  return { name, message, code, stack, ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }) }
}

export type Metrics = {
  registry: Registry
  requests: Histogram
  streams: Counter
  sockets: Gauge
  turnedAway: Counter
  keysUnread: Counter
}

export type AdmissionMeasured = Record<'waiting' | 'delaySeconds' | 'shut', Readonly<Record<string, number>>>

/** Asked each time somebody looks. */
export function measureAdmission({ registry }: Metrics, measure: () => AdmissionMeasured): void {
  const gauge = (name: string, help: string, of: keyof AdmissionMeasured): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['work'],
      registers: [registry],
      collect() {
        for (const [work, value] of Object.entries(measure()[of])) this.set({ work }, value)
      },
    })
  gauge('yingda_in_line', 'Requests in line for a connection, by what they are worth; batch: messages not acknowledged yet', 'waiting')
  gauge('yingda_in_line_seconds', 'How long the first in line stands, by what it is worth', 'delaySeconds')
  gauge('yingda_turning_away', '1 while requests of this worth are turned away', 'shut')
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'yingda_' })
  return {
    registry,
    requests: new Histogram({
      name: 'yingda_http_request_seconds',
      help: 'HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    streams: new Counter({ name: 'yingda_streams_written_total', help: 'Streams written to, as hinted to this node', registers: [registry] }),
    sockets: new Gauge({ name: 'yingda_sockets', help: 'Open WebSocket connections', labelNames: ['side'], registers: [registry] }),
    turnedAway: new Counter({
      name: 'yingda_turned_away_total',
      help: 'Requests turned away because more was asked than could be done, by what they are worth',
      labelNames: ['work'],
      registers: [registry],
    }),
    keysUnread: new Counter({
      name: 'yingda_customer_keys_unread_total',
      help: 'Times the wallet’s public keys could not be read from CUSTOMER_JWKS_URL',
      registers: [registry],
    }),
  }
}
