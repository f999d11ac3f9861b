/** The built console and widget, and the headers under which they may run. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { join } from 'node:path'
import { Refused } from '../platform/refused.ts'
import type { Pages } from '../platform/storage/pages.ts'
import { keptPiece, type FrontEnd } from './kept-files.ts'

/** Folders of what was built; one that is not there is not served. */
export type FrontEnds = { consoleDir: string; widgetDir: string }

export const BUILT: FrontEnds = {
  consoleDir: fileURLToPath(new URL('../../../console/dist/', import.meta.url)),
  widgetDir: fileURLToPath(new URL('../../../widget/dist/', import.meta.url)),
}

const ASSETS = 'assets/'

/** `pieces`: where those of other releases are; `frameAncestors`: who may frame the console, `'none'` by default. */
type Options = FrontEnds & { pieces: Pages; frameAncestors: readonly string[] }

export async function serveFrontEnds(app: FastifyInstance, { frameAncestors, pieces, consoleDir, widgetDir }: Options): Promise<void> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' data:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.join(' ')}`,
  ].join('; ')

  await app.register(async (scope) => {
    if (!existsSync(consoleDir)) return
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', policy)
    })
    await scope.register(fastifyStatic, {
      root: consoleDir,
      prefix: '/console/',
      wildcard: false,
      index: ['index.html'],
      preCompressed: true,
      globIgnore: ['**/*.gz'],
      setHeaders: cacheByName,
    })
    // Every other address under it is a screen of the same page. A piece that is not there is none.
    scope.get<{ Params: { '*': string } }>('/console/*', ({ params: { '*': path } }, reply) =>
      path.startsWith(ASSETS) ? sendKept(reply, pieces, 'console', path.slice(ASSETS.length)) : reply.sendFile('index.html'),
    )
    scope.get('/console', async (_request, reply) => reply.redirect('/console/'))
  })

  await app.register(async (scope) => {
    if (!existsSync(widgetDir)) return
    await scope.register(fastifyStatic, {
      root: widgetDir,
      prefix: '/',
      wildcard: false,
      index: false,
      decorateReply: false,
      preCompressed: true,
      globIgnore: ['**/*.map', '**/*.json', '**/*.html', '**/*.gz'],
      setHeaders: (reply, path) => {
        allowAll(reply)
        cacheByName(reply, path)
      },
    })
    scope.get<{ Params: { stamp: string } }>('/widget-:stamp(^[\\w-]+).js', ({ params }, reply) => {
      allowAll(reply)
      return sendKept(reply, pieces, 'widget', `widget-${params.stamp}.js`)
    })
  })
}

/** Any page may have the widget. */
function allowAll(reply: FastifyReply): void {
  reply.header('cross-origin-resource-policy', 'cross-origin')
  reply.header('access-control-allow-origin', '*')
}

/** A page that is older or newer than this server asks for a piece of its own. */
async function sendKept(reply: FastifyReply, pieces: Pages, frontEnd: FrontEnd, file: string): Promise<FastifyReply> {
  const piece = await keptPiece(pieces, frontEnd, file)
  if (piece === null) throw new Refused('request.not_found')
  cacheByName(reply, file)
  return reply.type(piece.mediaType).send(piece.text)
}

/** Where the stamped files of each lie. */
export const stampedIn = ({ consoleDir, widgetDir }: FrontEnds): Record<FrontEnd, string> => ({ console: join(consoleDir, ASSETS), widget: widgetDir })

/** A name with a hash in it never changes what it holds; everything else is asked for again each time. */
function cacheByName(reply: FastifyReply, sent: string): void {
  const path = sent.replace(/\.gz$/, '')
  const isStamped = /[-.][A-Za-z0-9_-]{8,}\.(js|css|woff2|svg|png)$/.test(path) && !path.endsWith('/widget.js')
  reply.header('cache-control', isStamped ? 'public, max-age=31536000, immutable' : 'no-cache')
}
