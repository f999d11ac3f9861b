/**
 * Makes `release/`: what runs in production and nothing that builds. Server sources (Node runs them as they are), built
 * front ends, migrations, help articles, a package.json with a lock of its own, the packages themselves, a systemd unit
 * and a Dockerfile. `--without-packages` leaves node_modules to whoever unpacks it; an argument names another folder.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStaleFrontEnds } from '../packages/server/src/app/build-front-ends.ts'
import { shipWhatTheBotLearned } from '../packages/server/src/app/ship-learned.ts'
import { type Lock, type Manifest, reachableLock } from './release/reachable-lock.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
/** Workspaces that run. The front ends travel as built files, the articles as text. */
const WORKSPACES = ['protocol', 'domain', 'i18n', 'ui', 'simulator', 'server'].map((name) => `packages/${name}`)
const SOURCES = [
  ...WORKSPACES.map((folder) => `${folder}/src/**`),
  'packages/server/migrations/**',
  'packages/help/articles/**',
  'scripts/node24.mjs',
  'LICENSE',
  'NOTICE',
]
const ONLY_TESTS = /\.test\.ts$|\/src\/(testing|flows)\//
const FRONT_ENDS = ['packages/widget/dist', 'packages/console/dist']
const LEARNED = 'packages/server/dist/learned'
const VERBS = ['start', 'doctor', 'admin', 'backup', 'restore', 'replay']

const args = process.argv.slice(2)
const target = resolve(args.find((arg) => !arg.startsWith('--')) ?? join(ROOT, 'release'))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

if (existsSync(target) && !existsSync(join(target, 'yingda.service'))) fail(`${target} is there and is no release of ours: name another folder.`)
await buildStaleFrontEnds(ROOT, say)
await shipWhatTheBotLearned(say)
for (const folder of FRONT_ENDS) if (!existsSync(join(ROOT, folder))) fail(`${folder} is not built: run npm ci first, with development's packages.`)

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
copySources()
writeManifests()
for (const file of globSync('*', { cwd: join(ROOT, 'scripts/release/files') })) {
  cpSync(join(ROOT, 'scripts/release/files', file), join(target, file === 'dockerignore' ? '.dockerignore' : file))
}
if (!args.includes('--without-packages')) installPackages()
say(`Written: ${target}. Its README.md says how to run it. The Dockerfile was not built here.`)

function copySources(): void {
  for (const path of globSync(SOURCES, { cwd: ROOT, withFileTypes: true })) {
    if (!path.isFile()) continue
    const file = join(path.parentPath, path.name).slice(ROOT.length).replaceAll('\\', '/')
    if (!ONLY_TESTS.test(file)) copy(file)
  }
  for (const folder of [...FRONT_ENDS, LEARNED]) copy(folder)
}

function copy(path: string): void {
  mkdirSync(dirname(join(target, path)), { recursive: true })
  cpSync(join(ROOT, path), join(target, path), { recursive: true })
}

function writeManifests(): void {
  const { devDependencies: _d, workspaces: _w, scripts, ...rest }: Manifest & { scripts?: Record<string, string> } = readJson('package.json')
  const verbs = Object.fromEntries(Object.entries(scripts ?? {}).filter(([verb]) => VERBS.includes(verb)))
  const root: Manifest = { ...rest, workspaces: WORKSPACES, scripts: verbs }
  const manifests = new Map(
    WORKSPACES.map((folder) => {
      const { devDependencies: _, ...manifest }: Manifest = readJson(`${folder}/package.json`)
      return [folder, manifest]
    }),
  )
  writeJson('package.json', root)
  for (const [folder, manifest] of manifests) writeJson(`${folder}/package.json`, manifest)
  writeJson('package-lock.json', reachableLock(readJson('package-lock.json'), root, manifests))
}

/** @returns a file of the repository that npm reads too, hence in npm's shape */
function readJson<T extends Manifest | Lock>(path: string): T {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(join(target, path), `${JSON.stringify(value, null, 2)}\n`)
}

function installPackages(): void {
  say('Installing the packages it runs with…')
  const { status, error } = spawnSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: target,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) fail(`npm ci --omit=dev failed in ${target}${error === undefined ? '' : `: ${error.message}`}.`)
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
