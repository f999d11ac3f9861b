/** Logs and measures. Neither ever holds message text, tokens or secrets. */
import pino, { type DestinationStream, type Logger } from 'pino'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** One line of JSON an event. What could carry a secret is cut by name, wherever it appears. */
export function createLog(level: string, to: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['*.authorization', '*.cookie', '*.token', '*.password', '*.secret', '*.text', '*.body', 'err.query', 'err.parameters', 'err.detail'],
      censor: '[cut]',
    },
    serializers: { err: errorForLog },
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
  }
}
