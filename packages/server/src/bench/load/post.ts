/** HTTP load in a process of its own: so many connections, each posting its next message when the last is answered. */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Party } from '../seed.ts'
import { timesOf, type Times } from './plan.ts'

export type PostPlan = { origin: string; parties: readonly Party[]; warmUpMs: number; measureMs: number; body: string }
export type PostResult = { perSecond: number; count: number; times: Times; failed: number }
export type PostWord = { word: 'measuring' } | { word: 'measured' } | { word: 'done'; result: PostResult }

const tell = (word: PostWord): void => void process.send?.(word)

/** @returns the status */
function post(agent: http.Agent, origin: string, party: Party, text: string): Promise<number> {
  const body = JSON.stringify({ clientId: randomUUID(), text, attachmentIds: [] })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: `Bearer ${party.token}` }
  return new Promise((resolve, reject) => {
    const request = http.request(`${origin}/api/customer/conversations/${party.conversationId}/messages`, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function load({ origin, parties, warmUpMs, measureMs, body }: PostPlan): Promise<PostResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: parties.length })
  const millis: number[] = []
  const state = { measuring: false, stopped: false, failed: 0 }
  const caller = async (party: Party): Promise<void> => {
    while (!state.stopped) {
      const fromMs = performance.now()
      const status = await post(agent, origin, party, body)
      if (status !== 200) state.failed += 1
      else if (state.measuring) millis.push(performance.now() - fromMs)
    }
  }
  const callers = parties.map(caller)
  await wait(warmUpMs)
  tell({ word: 'measuring' })
  state.measuring = true
  const fromMs = performance.now()
  await wait(measureMs)
  state.measuring = false
  tell({ word: 'measured' })
  const seconds = (performance.now() - fromMs) / 1000
  state.stopped = true
  await Promise.all(callers)
  agent.destroy()
  return { perSecond: millis.length / seconds, count: millis.length, times: timesOf(millis), failed: state.failed }
}

process.once('message', (plan: PostPlan) => void load(plan).then((result) => tell({ word: 'done', result })))
