/** A message by HTTP, 200 connections as there are parties in the scene of messages, beside Fastify with a schema and nothing behind it; then 50. */
import { once } from 'node:events'
import { startChild } from '../limits/child.ts'
import type { Measured } from '../figures.ts'
import type { PostPlan, PostResult, PostWord } from '../load/post.ts'
import { cpuUs } from '../machine.ts'
import type { Party } from '../seed.ts'
import { openStage, withServer } from '../stage.ts'
import { flagsFor, type Scene, type SceneOptions } from './scene.ts'

const [CONNECTIONS, FEWER] = [200, 50] as const
/** For so long Node runs what is new to it at half its speed or less: a bare route is through with that in two seconds, all of ours is not. */
const WARM_UP_MS = 15_000
const BODY = 'x'.repeat(200)

type Posted = PostResult & { serverUs: number }

export const http: Scene = async (place, options) => {
  await using stage = await openStage(place, CONNECTIONS)
  const customers = stage.parties.filter(({ side }) => side === 'customer')
  const posting =
    (origin: string, pid: number) =>
    async (connections: number): Promise<Posted> =>
      postTo(origin, pid, customers.slice(0, connections), options)
  const [bare, bareByFewer] = await withBareFastify(async (origin, pid) => inTurn(posting(origin, pid)))
  const [ours, byFewer] = await withServer(stage, place, flagsFor(options), (server) => inTurn(posting(server.origin, server.pid)))
  return [
    { ...processorFigure('a message by HTTP, processor of the server', ours, bare), judged: 'ratio', better: 'less', must: 4, stretch: 2 },
    { name: 'messages by HTTP', unit: '1/s', value: ours.perSecond, limitName: 'bare Fastify', limit: bare.perSecond },
    { name: 'answered, p50', unit: 'ms', value: ours.times.p50, limitName: 'bare Fastify', limit: bare.times.p50 },
    { name: 'answered, p99', unit: 'ms', value: ours.times.p99, limitName: 'bare Fastify', limit: bare.times.p99 },
    processorFigure(`the same by ${FEWER} connections`, byFewer, bareByFewer),
    { name: 'failed', unit: '', value: ours.failed + byFewer.failed, better: 'less', must: 0 },
  ]
}

const inTurn = async (post: (connections: number) => Promise<Posted>): Promise<[Posted, Posted]> => [await post(CONNECTIONS), await post(FEWER)]

const processorFigure = (name: string, ours: Posted, bare: Posted): Measured => ({
  name,
  unit: 'µs',
  value: ours.serverUs,
  limitName: 'bare Fastify',
  limit: bare.serverUs,
})

async function withBareFastify<T>(work: (origin: string, pid: number) => Promise<T>): Promise<T> {
  const child = startChild(new URL('../limits/bare-fastify.ts', import.meta.url))
  try {
    const [{ port }] = (await once(child, 'message')) as [{ port: number }] // our own program's words
    return await work(`http://127.0.0.1:${port}`, child.pid ?? 0)
  } finally {
    child.kill('SIGKILL')
  }
}

async function postTo(origin: string, pid: number, parties: readonly Party[], { scale }: SceneOptions): Promise<Posted> {
  const child = startChild(new URL('../load/post.ts', import.meta.url))
  const plan: PostPlan = { origin, parties, warmUpMs: WARM_UP_MS * scale, measureMs: 5000 * scale, body: BODY }
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
