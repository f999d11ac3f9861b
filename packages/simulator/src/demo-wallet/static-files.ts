import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'

const FILES = {
  'wallet.css': { from: new URL('./static/wallet.css', import.meta.url), type: 'text/css; charset=utf-8' },
  'wallet.js': { from: new URL('./static/wallet.js', import.meta.url), type: 'text/javascript; charset=utf-8' },
  /** The desk's own design tokens: the demo wallet and its support look alike. */
  'tokens.css': { from: new URL('../../../ui/src/tokens.css', import.meta.url), type: 'text/css; charset=utf-8' },
} as const

/** Three files, read once; asked for by name, never by path. */
export async function staticFiles(app: FastifyInstance) {
  for (const [name, { from, type }] of Object.entries(FILES)) {
    const bytes = await readFile(from)
    app.get(`/static/${name}`, async (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(bytes))
  }
}
