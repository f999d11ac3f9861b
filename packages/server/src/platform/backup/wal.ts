/** The write-ahead log's files: 24 hexadecimal digits, timeline, then number. */
import { join } from 'node:path'
import { readdir } from 'node:fs/promises'
import { copyFile, eachAtOnce, type Piece } from './copy.ts'
import { CannotBackUp } from './problems.ts'

const SEGMENT = /^[0-9A-F]{24}$/
const HISTORY = /^[0-9A-F]{8}\.history$/

/** Copy the segments from the first to the last, both included, and the histories of timelines. */
export async function copyWal(from: string, to: string, { first, last }: { first: string; last: string }): Promise<Piece[]> {
  const names = await readdir(from)
  const wanted = names.filter((name) => HISTORY.test(name) || (SEGMENT.test(name) && name >= first && name <= last))
  for (const edge of [first, last]) {
    if (!wanted.includes(edge)) throw new CannotBackUp(`The database has dropped a piece of its log that the backup needs (${edge}). Take it again.`)
  }
  const pieces: Piece[] = []
  await eachAtOnce(wanted, async (name) => {
    const copied = await copyFile(join(from, name), join(to, name), { mode: 0o600 })
    if (copied === null) throw new CannotBackUp(`The database dropped a piece of its log while it was copied (${name}). Take the backup again.`)
    pieces.push({ path: name, ...copied })
  })
  return pieces
}
