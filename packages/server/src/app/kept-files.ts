/**
 * Pieces of the front ends of every release that was here, on the storage. A page that was opened before an upgrade asks for more
 * of them after it; in the middle of one, a page from the new server asks the old one. A stamped name says what the piece holds,
 * so that it is the same whoever sends it. Ninety days after the last server of a release they are removed: no page is open
 * for so long.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { repeatEvery } from '../platform/repeat.ts'
import type { Pages } from '../platform/storage/pages.ts'
import type { CommandContext, Runner } from '../platform/command.ts'
import { addJob, type JobHandlers } from '../platform/jobs.ts'
import { forgetRelease, longestGone, noteRelease } from './kept-releases.ts'

export const KEPT_FOLDER = 'front-ends'
const MEDIA_TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const
const STAMPED = /^[\w-]{1,40}-[\w-]{8}\.(js|css)$/
const AGAIN_MS = 60_000
const KEPT_DAYS = 90
const LOOK_EVERY_MS = 6 * 3600_000
const JOB = 'front_ends.remove_old'
const SYSTEM = { kind: 'system' } as const

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

type Keeping = { pages: Pages; folders: Readonly<Record<FrontEnd, string>>; runner: Pick<Runner, 'run'>; log: Pick<Logger, 'warn'> }

/** Keeps this release's pieces, and says every six hours that it is here; where the storage is away it tries again, until they are there. */
export function startKeeping({ pages, folders, runner, log }: Keeping): { stop(): Promise<void> } {
  let doneAtMs = -Infinity
  const keep = async (): Promise<void> => {
    if (performance.now() - doneAtMs < LOOK_EVERY_MS) return
    const found = [...(await piecesIn('console', folders.console)), ...(await piecesIn('widget', folders.widget))]
    // First: from then on nobody removes what is there already.
    if (found.length > 0) await runner.run(SYSTEM, (ctx) => noteRelease(ctx, found.map(({ name }) => name).sort()))
    for (const piece of found) await keepPiece(pages, piece)
    doneAtMs = performance.now()
  }
  const failed = (error: unknown): void => log.warn({ err: error }, 'the front ends’ files could not be kept for after an upgrade; trying again')
  const first = keep().catch(failed)
  const stopped = repeatEvery(AGAIN_MS, keep, failed)
  return { stop: () => Promise.all([first, stopped()]).then(() => undefined) }
}

type Found = { name: string; path: string }

async function piecesIn(frontEnd: FrontEnd, folder: string): Promise<Found[]> {
  const files = await readdir(folder).catch((): string[] => []) // what was not built is not served
  return files.filter((file) => STAMPED.test(file)).map((file) => ({ name: nameOf(frontEnd, file), path: join(folder, file) }))
}

/** What is there is not written again. */
async function keepPiece(pages: Pages, { name, path }: Found): Promise<void> {
  if ((await pages.get(name)) === null) await pages.put(name, await readFile(path, 'utf8'), 'text/plain; charset=utf-8')
}

type Removing = { pages: Pages; runner: Runner; log: Pick<Logger, 'info'> }

/** A release that comes back in this very moment writes again, within six hours, what was removed under its hands. */
export function keptPieceJobs({ pages, runner, log }: Removing): JobHandlers {
  return {
    async [JOB]() {
      await runner.run(SYSTEM, (ctx) => scheduleRemovalOfPieces(ctx, LOOK_EVERY_MS))
      for (;;) {
        const gone = await runner.query(SYSTEM, (ctx) => longestGone(ctx, KEPT_DAYS))
        if (gone === null) return
        for (const name of gone.pieces) await pages.remove(name)
        await runner.run(SYSTEM, (ctx) => forgetRelease(ctx, gone.name, KEPT_DAYS))
        log.info({ removed: gone.pieces.length }, 'pieces of the front ends of a release that has been gone for long were removed')
      }
    },
  }
}

/** One that already waits is moved, so every start may call this. */
export const scheduleRemovalOfPieces = (ctx: CommandContext, afterMs = 0): Promise<void> => addJob(ctx, { name: JOB, payload: {}, key: JOB, afterMs })
