import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A program of this folder in a process of its own, which takes one message and answers one. */
export async function askChild<Answer>(program: URL, question: object, flags: readonly string[] = []): Promise<Answer> {
  const child = startChild(program, flags)
  const answer = once(child, 'message').then(([message]) => message as Answer) // our own program's words
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${program.pathname} ended with ${code}`)))
  ended.catch(() => {})
  child.send(question)
  return Promise.race([answer, ended]).finally(() => child.kill('SIGKILL'))
}

export const startChild = (program: URL, flags: readonly string[] = []): ChildProcess =>
  fork(fileURLToPath(program), [], { execArgv: [...flags], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, NODE_NO_WARNINGS: '1' } })
