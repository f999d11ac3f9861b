/**
 * What the front ends weigh on the wire, gzipped: `npm run size`, and `-- --json` for one object of byte counts. They
 * are built first if their sources have changed.
 */
import { fileURLToPath } from 'node:url'
import { consoleFirstLoadBytes } from '../packages/console/size.ts'
import { buildStaleFrontEnds } from '../packages/server/src/app/build-front-ends.ts'
import { widgetFirstLoadBytes } from '../packages/widget/size.ts'
import { articleReaderBytes } from './size/article-reader.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
await buildStaleFrontEnds(root, (line) => process.stderr.write(`${line}\n`))
const size = { widget: widgetFirstLoadBytes(), console: consoleFirstLoadBytes(), help: articleReaderBytes() }

if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(size)}\n`)
else {
  const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
  process.stdout.write(`Gzipped, each file by itself; 1 kB = 1000 bytes.
  widget   ${kB(size.widget)}   until a message can be shown and sent
  console  ${kB(size.console)}   what its page loads by itself
  help     ${kB(size.help)}   what the widget adds to show an article; there is no help page of its own
`)
}
