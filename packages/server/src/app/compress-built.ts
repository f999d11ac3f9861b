import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)
/** What browsers fetch that is text; a picture or a font is compressed by its own format. */
const TEXTS = '**/*.{js,css,html,svg,webmanifest}'

/** Lay each text of a built front end there gzipped as well, beside itself: the server sends that to whoever takes it. */
export async function compressBuilt(folder: string): Promise<void> {
  for await (const entry of glob(TEXTS, { cwd: folder, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    await writeFile(`${file}.gz`, await compress(await readFile(file), { level: 9 }))
  }
}
