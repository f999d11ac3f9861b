import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const LAUNCHER = fileURLToPath(new URL('./node24.mjs', import.meta.url))
/** Older Nodes of this machine, for what only they do; none on a machine that has only Node 24. */
const OLD_NODE = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path) && path !== process.execPath)
const platformPackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

const PROGRAM = `
if (process.argv[2] === 'wait') {
  let told = 0
  process.on('SIGTERM', () => setTimeout(() => { console.log('stopped in order', ++told); process.exit(0) }, 50))
  setInterval(() => undefined, 1000)
}
const greeting: string = JSON.stringify({ version: process.version, main: import.meta.main, args: process.argv.slice(2), pid: process.pid })
console.log(greeting)
if (process.argv[2] === 'exit') process.exit(7)
`

type Launch = {
  launcher?: string
  node?: string
  args?: string[]
  given?: Readonly<Record<string, string | undefined>>
  until?: (child: ChildProcess, greeting: string) => void
}
type Outcome = { out: string; err: string; code: number | null; signal: string | null }

function aProgram(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-launcher-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'program.ts'), PROGRAM)
  return join(folder, 'program.ts')
}

/** The launcher in a folder of its own, made to want a Node that nobody has, with `pinned` as npm's. */
function aPickyLauncher(t: TestContext, { wanted, pinned }: { wanted: number; pinned?: string }): string {
  const folder = dirname(aProgram(t))
  writeFileSync(join(folder, 'node24.mjs'), readFileSync(LAUNCHER, 'utf8').replace('NEEDED = 24', `NEEDED = ${wanted}`))
  if (pinned !== undefined) {
    mkdirSync(join(folder, 'node_modules', platformPackage, 'bin'), { recursive: true })
    writeFileSync(join(folder, 'node_modules', platformPackage, 'package.json'), '{}')
    symlinkSync(pinned, join(folder, 'node_modules', platformPackage, 'bin', 'node'))
  }
  return join(folder, 'node24.mjs')
}

/** Where launchers in strange folders may keep what Node made of the sources. */
const compiled = mkdtempSync(join(tmpdir(), 'yingda-compiled-'))
after(() => rmSync(compiled, { recursive: true, force: true }))

async function launch({ launcher = LAUNCHER, node = process.execPath, args = [], given = { NODE_COMPILE_CACHE: compiled }, until }: Launch): Promise<Outcome> {
  // The tests themselves may have been started by npm; the launcher must not take that for its own case.
  const { npm_lifecycle_event: _, ...env } = process.env
  const child = spawn(node, [launcher, ...args], { env: { ...env, ...given }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (out === '') until?.(child, chunk.toString())
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()))
  const [code, signal] = await once(child, 'close')
  return { out, err, code, signal }
}

test('under Node 24 the program runs as the main module, with its arguments', async (t) => {
  const { out, code } = await launch({ args: [aProgram(t), 'a b', '$HOME'] })
  assert.partialDeepStrictEqual(JSON.parse(out), { version: process.version, main: true, args: ['a b', '$HOME'] })
  assert.equal(code, 0)
})

test('options of node itself may stand first', async (t) => {
  const { out, err } = await launch({ args: ['--no-warnings', aProgram(t)] })
  assert.equal(JSON.parse(out).main, true, err)
})

test('the exit code is the program’s', async (t) => {
  assert.equal((await launch({ args: [aProgram(t), 'exit'] })).code, 7)
})

test('an older Node hands over to the pinned one, exit code and all', { skip: !OLD_NODE && 'no older Node here' }, async (t) => {
  const { out, code, err } = await launch({ node: OLD_NODE, args: [aProgram(t), 'exit', 'a b'] })
  assert.partialDeepStrictEqual(JSON.parse(out), { main: true, args: ['exit', 'a b'] }, err)
  assert.match(JSON.parse(out).version, /^v24\./)
  assert.equal(code, 7)
})

test('a signal to the older Node reaches the program, once, and it stops in order', { skip: !OLD_NODE && 'no older Node here' }, async (t) => {
  const { out, code } = await launch({ node: OLD_NODE, args: [aProgram(t), 'wait'], until: (child) => child.kill('SIGTERM') })
  assert.match(out, /stopped in order 1\n$/)
  assert.equal(code, 0)
})

test('a program that dies of a signal makes the older Node die of it', { skip: !OLD_NODE && 'no older Node here' }, async (t) => {
  const outcome = await launch({
    node: OLD_NODE,
    args: [aProgram(t), 'wait'],
    until: (_child, greeting) => process.kill(JSON.parse(greeting).pid, 'SIGKILL'),
  })
  assert.equal(outcome.signal, 'SIGKILL')
})

test('where Node can, the pinned one takes the very place of the launcher', { skip: process.platform === 'win32' && 'no execve' }, async (t) => {
  const launcher = aPickyLauncher(t, { wanted: 24, pinned: process.execPath })
  let pid: number | undefined
  const { out, code } = await launch({
    launcher,
    args: ['--no-warnings', aProgram(t), 'wait'],
    until: (child) => {
      pid = child.pid
      child.kill('SIGTERM')
    },
  })
  assert.equal(JSON.parse(out.split('\n')[0] ?? '').pid, pid)
  assert.match(out, /stopped in order 1\n$/)
  assert.equal(code, 0)
})

test('with no right Node to be had it says so in one sentence', async (t) => {
  for (const pinned of [undefined, process.execPath]) {
    const { out, err, code } = await launch({ launcher: aPickyLauncher(t, { wanted: 99, pinned }), args: [aProgram(t)] })
    assert.match(err, /^Yingda needs Node 99; this is v24\.[^\n]*\n$/)
    assert.equal(out, '')
    assert.equal(code, 1)
  }
})

for (const node of [process.execPath, ...(OLD_NODE ? [OLD_NODE] : [])]) {
  test(`SIGTERM to npm stops the program in order, started by ${node === OLD_NODE ? 'an older Node' : 'Node 24'}`, {
    skip: process.platform === 'win32' && 'no signals',
  }, async (t) => {
    // npm's own way: a shell in between, which dies of the signal and leaves its child alone.
    const line = `"${node}" "${LAUNCHER}" "${aProgram(t)}" wait; true`
    const shell = spawn('/bin/sh', ['-c', line], { env: { ...process.env, npm_lifecycle_event: 'start' }, stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    shell.stdout.on('data', (chunk: Buffer) => {
      if (out === '') shell.kill('SIGTERM')
      out += chunk.toString()
    })
    await once(shell, 'close')
    assert.match(out, /stopped in order 1\n$/)
  })
}

test('what Node has made of the sources is kept beside what npm installed, or where one was told to; without room for it a program runs all the same', async (t) => {
  const program = aProgram(t)
  writeFileSync(program, "import { getCompileCacheDir } from 'node:module'\nconsole.log(getCompileCacheDir() ?? 'nowhere' as string)\n")
  const keptIn = async (folder: string | undefined): Promise<string> => (await launch({ args: [program], given: { NODE_COMPILE_CACHE: folder } })).out.trim()
  assert.ok((await keptIn(undefined)).startsWith(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url))))
  const told = join(dirname(program), 'told')
  assert.ok((await keptIn(told)).startsWith(told))
  assert.notDeepEqual(readdirSync(told), [])
  assert.equal(await keptIn(join(program, 'no folder')), 'nowhere')
})
