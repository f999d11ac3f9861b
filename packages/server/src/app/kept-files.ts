/**
 * Pieces of the front ends of every release that was here, on the storage. A page that was opened before an upgrade asks for more
 * of them after it; in the middle of one, a page from the new server asks the old one. A stamped name says what the piece holds,
 * so that it is the same whoever sends it.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { repeatEvery } from '../platform/repeat.ts'
import type { Pages } from '../platform/storage/pages.ts'

export const KEPT_FOLDER = 'front-ends'
const MEDIA_TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const
const STAMPED = /^[\w-]{1,40}-[\w-]{8}\.(js|css)$/
const AGAIN_MS = 60_000

export type FrontEnd = 'console' | 'widget'
export type Piece = { text: string; mediaType: string }

const nameOf = (frontEnd: FrontEnd, file: string): string => `${frontEnd}.${file}`

/** Null: no release that was here had it. A name without a stamp is not looked for. */
export async function keptPiece(pages: Pages, frontEnd: FrontEnd, file: string): Promise<Piece | null> {
  const ending = STAMPED.exec(file)?.[1]
  if (ending !== 'js' && ending !== 'css') return null
  const text = await pages.get(nameOf(frontEnd, file))
  return text === null ? null : { text, mediaType: MEDIA_TYPES[ending] }
}

type Keeping = { pages: Pages; folders: Readonly<Record<FrontEnd, string>>; log: Pick<Logger, 'warn'> }

/** Keeps this release's pieces; where the storage is away it tries again, until they are there. */
export function startKeeping({ pages, folders, log }: Keeping): { stop(): Promise<void> } {
  let isDone = false
  const keep = async (): Promise<void> => {
    if (isDone) return
    await Promise.all([keepFiles(pages, 'console', folders.console), keepFiles(pages, 'widget', folders.widget)])
    isDone = true
  }
  const failed = (error: unknown): void => log.warn({ err: error }, 'the front ends’ files could not be kept for after an upgrade; trying again')
  const first = keep().catch(failed)
  const stopped = repeatEvery(AGAIN_MS, keep, failed)
  return { stop: () => Promise.all([first, stopped()]).then(() => undefined) }
}

/** What is there is not written again. */
async function keepFiles(pages: Pages, frontEnd: FrontEnd, folder: string): Promise<void> {
  const files = await readdir(folder).catch((): string[] => []) // what was not built is not served
  for (const file of files.filter((name) => STAMPED.test(name))) {
    if ((await keptPiece(pages, frontEnd, file)) !== null) continue
    await pages.put(nameOf(frontEnd, file), await readFile(join(folder, file), 'utf8'), 'text/plain; charset=utf-8')
  }
}
