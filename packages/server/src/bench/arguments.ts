import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const SCENES = ['messages', 'http', 'sockets', 'jobs', 'routing', 'growth', 'ui'] as const
export type SceneName = (typeof SCENES)[number]

export type BenchArguments = {
  scenes: readonly SceneName[]
  rounds: number
  json: boolean
  /** A copy of a comparison harness, into which the server is plugged. */
  withFolder: string | null
  /** Address of a PostgreSQL on this machine, as its superuser; null: one of its own, as npm brings it. */
  postgres: string | null
  /** Where the measured server's processor profile is left, and the browser's traces. */
  profileFolder: string | null
  /** Conversations a growth run goes up to. */
  upTo: number
}

export const USAGE = `npm run bench -- [NAME…] [options]

NAME: ${SCENES.join(' · ')}; all of them if none is named. Each on a fresh PostgreSQL of its own.

  --rounds N       medians of so many rounds (3)
  --json           the last line is one JSON object a scene
  --with DIR       messages only: run inside the compare.mjs of a copy of that harness
  --postgres URL   on a PostgreSQL of yours on this machine, as its superuser, instead of the one that npm brings
  --profile DIR    leave the server's processor profile there, and the browser's traces
  --up-to N        growth only: conversations of the largest step, a power of ten from 10000 (100000)`

/** @throws Error whose message says what is wrong */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
      with: { type: 'string' },
      postgres: { type: 'string' },
      profile: { type: 'string' },
      'up-to': { type: 'string' },
    },
  })
  const scenes = positionals.map((name) => {
    const scene = SCENES.find((one) => one === name)
    if (scene === undefined) throw new Error(`there is no bench ${name}`)
    return scene
  })
  if (values.with !== undefined && (scenes.length !== 1 || scenes[0] !== 'messages')) throw new Error('--with goes with messages alone')
  if (values.with !== undefined && values.postgres !== undefined) throw new Error('--postgres does not go with --with: the harness brings its own')
  if (values['up-to'] !== undefined && scenes.length > 0 && !scenes.includes('growth')) throw new Error('--up-to goes with growth alone')
  return {
    scenes: scenes.length === 0 ? SCENES : scenes,
    rounds: wholeNumber('rounds', values.rounds),
    json: values.json,
    withFolder: folderOf(values.with),
    postgres: values.postgres ?? null,
    profileFolder: folderOf(values.profile),
    upTo: stepOf(values['up-to'] ?? '100000'),
  }
}

/** Growth goes from 10,000 by tens: any other number would stop at the step before it, unsaid. */
function stepOf(value: string): number {
  if (!/^10000+$/.test(value)) throw new Error(`--up-to must be a power of ten from 10000, not ${value}`)
  return wholeNumber('up-to', value)
}

/** npm changes to the root; the person's folder is where the command was typed. */
const folderOf = (path: string | undefined): string | null => (path === undefined ? null : resolve(process.env['INIT_CWD'] ?? process.cwd(), path))

function wholeNumber(name: string, value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1, not ${value}`)
  return number
}
