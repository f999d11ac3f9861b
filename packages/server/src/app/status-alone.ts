/** The role `status`: a process that shows the copy of the status page, with nothing else up. */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openBoard, STATUS_FOLDER, statusRoutes } from '../modules/incident/api.ts'
import { systemClock } from '../platform/clock.ts'
import type { StatusAloneConfig } from '../platform/config/status-alone.ts'
import { buildHttp } from '../platform/http/app.ts'
import { listeningAt } from '../platform/http/listening.ts'
import { Refused } from '../platform/refused.ts'
import { openPages } from '../platform/storage/pages.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'
import { secureHeaders } from './secure-headers.ts'

export type StatusAlone = {
  port: number
  /** Where the copy should lie; null when one was read at the start. */
  missing: string | null
  stop(): Promise<void>
}

/** Nobody can sign in here. */
const nobody = { staffSession: () => Promise.reject(new Refused('auth.required')), customerActor: () => Promise.reject(new Refused('auth.required')) }

export async function startStatusAlone({ host, port, trustProxy, storage, logLevel }: StatusAloneConfig): Promise<StatusAlone> {
  const log = createLog(logLevel, newId(systemClock.now().getTime()))
  const board = openBoard({ pages: openPages(storage, STATUS_FOLDER), log, clock: systemClock, isDatabaseThere: null })
  await board.look()
  const { app } = buildHttp({ log, ports: nobody, trustProxy })
  await secureHeaders(app, { isHttps: false })
  const open = { config: { permission: 'public' as const } }
  app.get('/', open, async (_request, reply) => reply.redirect('/status'))
  app.get('/healthz', open, async () => ({ ok: true }))
  app.get('/readyz', open, async (_request, reply) => {
    const ready = board.shown() !== null
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  await app.register(statusRoutes, { board, publicUrl: null })
  await listeningAt({ host, port }, () => app.listen({ host, port }))
  return {
    port: (app.server.address() as AddressInfo).port, // listens on TCP
    missing: board.shown() === null ? placeOf(storage) : null,
    async stop() {
      await board.stop()
      await app.close()
    },
  }
}

const placeOf = (storage: StatusAloneConfig['storage']): string =>
  storage.kind === 's3' ? `${STATUS_FOLDER}/ of the bucket ${storage.bucket}` : join(storage.folder, STATUS_FOLDER)
