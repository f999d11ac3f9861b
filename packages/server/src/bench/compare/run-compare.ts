/** `--with DIR`: plugs this desk into the copy of a comparison harness and judges both in one run. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, chmodSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod'
import { freePort } from '../../platform/db/embedded/free-port.ts'
import type { Measured } from '../figures.ts'
import { hasEjabberd } from './ejabberd.ts'

const STEADY = 1000
const Runs = z.object({ medians: z.unknown(), runs: z.record(z.string(), z.record(z.string(), z.array(z.number()))) })
type Runs = z.infer<typeof Runs>['runs']

const here = (path: string): string => pathToFileURL(fileURLToPath(new URL(path, import.meta.url))).href

/** Two small files, and one line in the harness's list of systems. Plugging in twice changes nothing. */
function plugIn(folder: string): void {
  writeFileSync(join(folder, 'protocols/yingda.mjs'), `export { default } from '${here('./protocol.ts')}'\n`)
  const list = join(folder, 'systems.mjs')
  const text = readFileSync(list, 'utf8')
  if (text.includes('yingdaSystem')) return
  const opening = 'export default {'
  if (!text.includes(opening)) throw new Error(`${list} has no list of systems`)
  const added = `import { yingdaSystem } from '${here('./system.ts')}';\nconst yingda = await yingdaSystem('./protocols/yingda.mjs', pgUrl);\n`
  writeFileSync(list, text.replace(opening, `${added}${opening}\n  yingda,`))
}

/** @returns one list of measurements a round */
export async function runCompare(dir: string, { rounds, say }: { rounds: number; say(line: string): void }): Promise<Measured[][]> {
  const folder = resolve(dir)
  if (!existsSync(join(folder, 'compare.mjs'))) throw new Error(`${folder} holds no compare.mjs`)
  if (!existsSync(join(folder, 'node_modules/ws'))) await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder })
  plugIn(folder)
  const scratch = process.env['BENCH_DIR'] ?? mkdtempSync(join(tmpdir(), 'bench-compare-'))
  mkdirSync(scratch, { recursive: true })
  chmodSync(scratch, 0o777) // the harness's peers and its PostgreSQL run under accounts of their own
  const env = {
    ...process.env,
    BENCH_DIR: scratch,
    PGPORT: process.env['PGPORT'] ?? String(await freePort()),
    USERS: process.env['USERS'] ?? '400',
    NODE_NO_WARNINGS: '1',
  }
  const systems = ['proto-full', 'yingda', ...((await hasEjabberd()) ? ['ejabberd-sql'] : [])]
  if (systems.length === 2) say('ejabberd is not here and could not be installed: left out')
  const results = join(scratch, `results-${process.pid}.jsonl`)
  const args = ['compare.mjs', '--systems', systems.join(','), '--rounds', String(rounds), '--rate', String(STEADY), '--out', results]
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`compare.mjs ended with ${code}`)
  const last = readFileSync(results, 'utf8').trim().split('\n').at(-1) ?? ''
  return measuredOf(Runs.parse(JSON.parse(last)).runs, rounds)
}

function measuredOf(runs: Runs, rounds: number): Measured[][] {
  return Array.from({ length: rounds }, (_, round) => {
    const of = (system: string, figure: string): number => runs[system]?.[figure]?.[round] ?? Number.NaN
    const [ours, proto, peer] = [of('yingda', 'sat'), of('proto-full', 'sat'), of('ejabberd-sql', 'sat')]
    const ratio = { judged: 'ratio', limitName: 'prototype' } as const
    return [
      { name: 'durable messages', unit: '1/s', value: ours, ...ratio, limit: proto, must: 0.5, stretch: 0.8 },
      { name: 'prototype beside raw group commit', unit: '1/s', value: proto, limitName: 'raw group commit', limit: of('raw-group-commit', 'sat') },
      ...(Number.isNaN(peer)
        ? []
        : [
            {
              name: 'durable messages',
              unit: '1/s',
              value: ours,
              judged: 'ratio' as const,
              limitName: 'ejabberd, SQL archive',
              limit: peer,
              must: 5,
              stretch: 10,
            },
          ]),
      {
        name: 'processor a message, server and PostgreSQL',
        unit: 'µs',
        value: of('yingda', 'srv_us') + of('yingda', 'pg_us'),
        limitName: 'prototype',
        limit: of('proto-full', 'srv_us') + of('proto-full', 'pg_us'),
        better: 'less',
        must: 100,
        stretch: 60,
      },
      { name: 'processor a message, server', unit: 'µs', value: of('yingda', 'srv_us'), limitName: 'prototype', limit: of('proto-full', 'srv_us') },
      { name: 'processor a message, PostgreSQL', unit: 'µs', value: of('yingda', 'pg_us'), limitName: 'prototype', limit: of('proto-full', 'pg_us') },
      { name: 'half load, p99', unit: 'ms', value: of('yingda', 'half_p99'), limitName: 'prototype', limit: of('proto-full', 'half_p99') },
      {
        name: 'at 1,000/s: p50',
        unit: 'ms',
        value: of('yingda', `p50@${STEADY}`),
        limitName: 'prototype',
        limit: of('proto-full', `p50@${STEADY}`),
        better: 'less',
        must: 5,
        stretch: 3,
      },
      {
        name: 'at 1,000/s: p99 beyond the prototype’s',
        unit: 'ms',
        value: of('yingda', `p99@${STEADY}`) - of('proto-full', `p99@${STEADY}`),
        better: 'less',
        must: 20,
        stretch: 5,
      },
      { name: 'lost', unit: '', value: of('yingda', 'lost'), better: 'less', must: 0 },
    ]
  })
}
