/** Agents with their lists open, in a process of their own: desk, queue and everything. Counts what they are told. */
import { WebSocket } from 'ws'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { Party } from '../seed.ts'
import { localAddress } from './talker.ts'

export type WatchOrder = { do: 'watch'; origin: string; agents: readonly Party[]; teamId: string } | { do: 'count' }
export type WatchWord = { word: 'watching' } | { word: 'counted'; frames: number; conversations: number; bytes: number; cutOff: number }

const counts = { frames: 0, conversations: 0, bytes: 0, cutOff: 0 }

function watch(origin: string, agent: Party, index: number, teamId: string): Promise<void> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/staff`, {
    headers: agent.headers,
    perMessageDeflate: false,
    localAddress: localAddress(index),
  })
  const streams = [`desk:${agent.personId}`, `queue:${teamId}`, 'list:all']
  let live = 0
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => (counts.cutOff += 1))
    socket.on('open', () => socket.send(JSON.stringify({ t: 'hello', token: null, language: 'zh-CN' })))
    socket.on('message', (data) => {
      const text = String(data)
      const frame = JSON.parse(text) as ServerFrame // what the server sends is what is measured
      if (frame.t === 'hello') for (const stream of streams) socket.send(JSON.stringify({ t: 'subscribe', stream, after: 0 }))
      else if (frame.t === 'live' && (live += 1) === streams.length) resolve()
      else if (frame.t === 'changed') {
        counts.frames += 1
        counts.conversations += frame.conversationIds.length
        counts.bytes += text.length
      }
    })
  })
}

async function watchAll({ origin, agents, teamId }: Extract<WatchOrder, { do: 'watch' }>): Promise<void> {
  for (let from = 0; from < agents.length; from += 50) {
    await Promise.all(agents.slice(from, from + 50).map((agent, index) => watch(origin, agent, from + index, teamId)))
  }
  process.send?.({ word: 'watching' } satisfies WatchWord)
}

process.on('message', (order: WatchOrder) => {
  if (order.do === 'watch') void watchAll(order)
  else process.send?.({ word: 'counted', ...counts } satisfies WatchWord)
})
