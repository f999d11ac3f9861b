/**
 * Runs a program of this repository under Node 24, whatever Node it is started with (20 or later):
 *
 *     node scripts/node24.mjs packages/server/src/main.ts [arguments]
 *     node scripts/node24.mjs --test packages/…            (options of node itself may stand first)
 *
 * Under Node 24 the program simply runs in this process. Else the Node that npm ci installed takes over: in place of
 * this process where Node can do that and npm does not watch, so that a signal meant for us reaches the server;
 * otherwise as a child, with signals handed on and its end made ours. Plain JavaScript, as the older Node reads no TypeScript. No shell.
 */
import { spawn, spawnSync } from 'node:child_process'
import Module, { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']
/** What a terminal sends to the whole foreground group, hence to the child too. */
const FROM_TERMINAL = ['SIGINT', 'SIGHUP', 'SIGQUIT']

/** What Node has made of the sources, kept for the next start, which takes half as long then. Where nothing can be written nothing is kept. */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url))

const isUnderNpm = process.env.npm_lifecycle_event !== undefined

const args = process.argv.slice(2)
if (args.length === 0) fail('Name the program to run: node scripts/node24.mjs packages/server/src/main.ts')

const isRightNode = Number.parseInt(process.versions.node, 10) === NEEDED
if (isRightNode && !args[0].startsWith('-')) runHere()
else handOver(isRightNode ? process.execPath : pinnedNode())

function runHere() {
  Module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  process.argv.splice(1, 2, resolve(args[0]))
  onOrphaned(() => process.kill(process.pid, 'SIGTERM'))
  // Not import(): the program stays the main module, as if it had been named on the command line.
  Module.runMain()
}

function handOver(node) {
  const canReplace = typeof process.execve === 'function' && process.platform !== 'win32' && !isUnderNpm
  if (canReplace) process.execve(node, [node, ...args], process.env)
  const child = spawn(node, args, { stdio: 'inherit', windowsHide: false })
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Twice would be once too often: a server takes the second Ctrl-C for impatience.
      if (!(process.stdin.isTTY && FROM_TERMINAL.includes(signal))) child.kill(signal)
    })
  }
  onOrphaned(() => child.kill('SIGTERM'))
  child.on('error', (error) => fail(`Node ${NEEDED} at ${node} does not start: ${error.message}`))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const known of SIGNALS) process.removeAllListeners(known)
    process.kill(process.pid, signal)
  })
}

/**
 * npm runs us in a shell, and a SIGTERM to npm ends npm and that shell but not what the shell runs. So under npm the
 * loss of the parent counts as the order to stop. (On Windows the parent's number never changes; nothing happens.)
 */
function onOrphaned(stop) {
  if (!isUnderNpm) return
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    stop()
  }, 500)
  look.unref()
}

/** The Node that npm ci installed, if it runs on this machine (a musl Linux has it and cannot run it). */
function pinnedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  let node
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${platform}-${process.arch}/package.json`)
    node = join(dirname(manifest), 'bin', file)
  } catch {
    askForNode()
  }
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (status === 0 && stdout.startsWith(`v${NEEDED}.`)) return node
  return askForNode()
}

function askForNode() {
  fail(
    `Yingda needs Node ${NEEDED}; this is ${process.version} on ${process.platform} ${process.arch}. ` +
      `On Linux x64 or arm64 and on Windows x64 "npm ci" brings it along; elsewhere install Node ${NEEDED} from https://nodejs.org and start again.`,
  )
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
