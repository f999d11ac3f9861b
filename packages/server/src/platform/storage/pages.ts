/**
 * Pages for any web server: they stand beside the files, in a folder of their own and under names that people read, and
 * anybody may see them.
 */
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorageConfig } from '../config/storage.ts'
import { s3Asker, unexpectedAnswer, type S3Settings } from './s3-ask.ts'

export type Pages = {
  /** A reader sees the page of before or this one, whole. */
  put(name: string, text: string, mediaType: string): Promise<void>
  /** Null when there is none. */
  get(name: string): Promise<string | null>
  /** Removing what is not there is done already. */
  remove(name: string): Promise<void>
}

const NAME = /^[a-z][\w-]*(\.[\w-]+)+$/

function checkName(name: string): string {
  if (name.length > 60 || !NAME.test(name)) throw new Error(`not a page's name: ${JSON.stringify(name.slice(0, 80))}`)
  return name
}

/** @param folder lower-case letters; the pages' own folder on the storage */
export function openPages(config: StorageConfig, folder: string): Pages {
  if (config.kind === 'trial') return openPages(config.own, folder)
  return config.kind === 'local' ? pagesInFolder(join(config.folder, folder)) : pagesInBucket(config, folder)
}

function pagesInFolder(folder: string): Pages {
  return {
    async put(name, text) {
      const path = join(folder, checkName(name))
      const draft = join(folder, `.${randomUUID()}`)
      await mkdir(folder, { recursive: true })
      try {
        await writeFile(draft, text)
        // Anybody may read it, also where the service's other files are closed to all (UMask) and a copy keeps the rights.
        await Promise.all([chmod(draft, 0o644), chmod(folder, 0o755)])
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    get: (name) =>
      readFile(join(folder, checkName(name)), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    remove: (name) => rm(join(folder, checkName(name)), { force: true }),
  }
}

function pagesInBucket(settings: S3Settings, folder: string): Pages {
  const ask = s3Asker(settings)
  return {
    async put(name, text, mediaType) {
      // Whoever serves the bucket keeps it no longer than it holds.
      const headers = { 'content-type': mediaType, 'cache-control': 'public, max-age=30' }
      const answer = await ask('PUT', `${folder}/${checkName(name)}`, { body: new TextEncoder().encode(text), headers })
      if (!answer.ok) throw await unexpectedAnswer('PUT', answer)
      await answer.body?.cancel()
    },
    async get(name) {
      const answer = await ask('GET', `${folder}/${checkName(name)}`)
      if (answer.status === 404) {
        await answer.body?.cancel()
        return null
      }
      if (!answer.ok) throw await unexpectedAnswer('GET', answer)
      return answer.text()
    },
    async remove(name) {
      const answer = await ask('DELETE', `${folder}/${checkName(name)}`)
      if (!answer.ok && answer.status !== 404) throw await unexpectedAnswer('DELETE', answer)
      await answer.body?.cancel()
    },
  }
}
