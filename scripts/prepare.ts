/** Runs after an installation: build the front ends, unless the same sources are built already. */
import { fileURLToPath } from 'node:url'
import { buildStaleFrontEnds } from '../packages/server/src/app/build-front-ends.ts'

await buildStaleFrontEnds(fileURLToPath(new URL('../', import.meta.url)), (line) => process.stdout.write(`${line}\n`))
