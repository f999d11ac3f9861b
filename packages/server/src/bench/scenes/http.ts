/** A message by HTTP, 50 connections, beside Fastify with a schema and nothing behind it. */
import { once } from 'node:events'
import { startChild } from '../limits/child.ts'
import type { PostPlan, PostResult, PostWord } from '../load/post.ts'
import { cpuUs } from '../machine.ts'
import type { Party } from '../seed.ts'
import { openStage, withServer } from '../stage.ts'
import { flagsFor, type Scene, type SceneOptions } from './scene.ts'

const CONNECTIONS = 50
const BODY = 'x'.repeat(200)

type Posted = PostResult & { serverUs: number }

export const http: Scene = async (place, options) => {
  await using stage = await openStage(place, CONNECTIONS)
  const customers = stage.parties.filter(({ side }) => side === 'customer')
  const bare = await bareFastify(customers, options)
  const ours = await withServer(stage, place, flagsFor(options), (server) => postTo(server.origin, server.pid, customers, options))
  return [
    {
      name: 'a message by HTTP, processor of the server',
      unit: 'µs',
      value: ours.serverUs,
      limitName: 'bare Fastify',
      limit: bare.serverUs,
      judged: 'ratio',
      better: 'less',
      must: 4,
      stretch: 2,
    },
    { name: 'messages by HTTP', unit: '1/s', value: ours.perSecond, limitName: 'bare Fastify', limit: bare.perSecond },
    { name: 'answered, p50', unit: 'ms', value: ours.times.p50, limitName: 'bare Fastify', limit: bare.times.p50 },
    { name: 'answered, p99', unit: 'ms', value: ours.times.p99, limitName: 'bare Fastify', limit: bare.times.p99 },
    { name: 'failed', unit: '', value: ours.failed, better: 'less', must: 0 },
  ]
}

async function bareFastify(parties: readonly Party[], options: SceneOptions): Promise<Posted> {
  const child = startChild(new URL('../limits/bare-fastify.ts', import.meta.url))
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }] // our own program's words
    return await postTo(`http://127.0.0.1:${port}`, child.pid ?? 0, parties, options)
  } finally {
    child.kill('SIGKILL')
  }
}

async function postTo(origin: string, pid: number, parties: readonly Party[], { scale }: SceneOptions): Promise<Posted> {
  const child = startChild(new URL('../load/post.ts', import.meta.url))
  const plan: PostPlan = { origin, parties, warmUpMs: 2000 * scale, measureMs: 5000 * scale, body: BODY }
  let spent = 0
  try {
    return await new Promise((resolve, reject) => {
      child.on('exit', (code) => reject(new Error(`the load ended with ${code}`)))
      child.on('message', (word: PostWord) => {
        if (word.word === 'done') resolve({ ...word.result, serverUs: spent / word.result.count })
        else spent += (word.word === 'measuring' ? -1 : 1) * cpuUs(pid)
      })
      child.send(plan)
    })
  } finally {
    child.kill('SIGKILL')
  }
}
