import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'

export type ToolRun = { account: Account | null; cwd: string; input?: string }
export type ToolResult = { ok: boolean; output: string }

/**
 * Run one of PostgreSQL's programs, no shell, and wait for it. The environment is handed over name by name: a stray
 * LANG, LC_ALL, PGDATA or PGPORT of the person who starts us must not change how the database is made.
 */
export function runTool(program: string, args: string[], { account, cwd, input }: ToolRun): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: cleanEnvironment(),
      windowsHide: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(account && { uid: account.uid, gid: account.gid }),
    })
    let output = ''
    const collect = (chunk: Buffer): void => void (output += chunk.toString())
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    // Not "close" alone: a started postmaster may keep the pipes open for as long as it lives.
    child.on('exit', async (code) => {
      await Promise.race([new Promise((closed) => child.once('close', closed)), wait(200)])
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve({ ok: code === 0, output: output.trim() })
    })
  })
}

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'SystemRoot', 'WINDIR', 'windir', 'COMSPEC', 'ComSpec']

function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}
