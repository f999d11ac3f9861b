/** Runs after an installation: build the front ends and learn the starter articles, unless both are there for the same sources. */
import { fileURLToPath } from 'node:url'
import { buildStaleFrontEnds } from '../packages/server/src/app/build-front-ends.ts'
import { shipWhatTheBotLearned } from '../packages/server/src/app/ship-learned.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

await buildStaleFrontEnds(fileURLToPath(new URL('../', import.meta.url)), say)
await shipWhatTheBotLearned(say)
