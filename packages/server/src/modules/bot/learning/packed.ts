/** What was learned as bytes: for the table, and from thread to thread. */
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { zstdCompressSync, zstdDecompress } from 'node:zlib'
import type { LearnedLanguage } from '@yingda/domain/bot/learned-language.ts'

const decompress = promisify(zstdDecompress)

export const pack = (learned: LearnedLanguage): Buffer => zstdCompressSync(serialize(learned))

/** @returns null for what this Node cannot read: written by a newer one, or damaged */
export async function unpack(packed: Uint8Array): Promise<LearnedLanguage | null> {
  try {
    return deserialize(await decompress(packed)) as LearnedLanguage // what `pack` was given: the key names the program that packed it
  } catch {
    return null
  }
}
