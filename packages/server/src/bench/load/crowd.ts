/**
 * Many signed-in customers who have their chat open and say nothing, in a process of their own. Whoever is cut off
 * comes back as a client does: after a jittered pause that grows, from its own cursor, until it is live again.
 */
import { performance } from 'node:perf_hooks'
import { WebSocket } from 'ws'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { Party } from '../seed.ts'
import { localAddress } from './talker.ts'

export type CrowdOrder = { do: 'connect'; origin: string; parties: readonly Party[]; heldSeq: number } | { do: 'await'; seq: number }
export type CrowdWord =
  | { word: 'connected'; seconds: number }
  | { word: 'back'; seconds: number; longestSeconds: number; refusedForGood: number; attempts: number; opened: number; holes: number }

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 8000
/** So many knock at once at the beginning; a storm knows no such limit. */
const AT_ONCE = 200
/** What tells a client not to come back. */
const FOR_GOOD = new Set([4003, 4030])

type One = { party: Party; index: number; seq: number; isLive: boolean; cutAtMs: number; backAtMs: number }

const crowd: One[] = []
let origin = ''
let awaited = Number.POSITIVE_INFINITY
let live = 0
/** `attempts` meet a server that is away as well, `opened` only one that is there. */
const counts = { refusedForGood: 0, attempts: 0, opened: 0, holes: 0 }
const tell = (word: CrowdWord): void => void process.send?.(word)

function connect(one: One, pauseMs: number, whenLive: () => void = () => {}): void {
  counts.attempts += 1
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/customer`, { perMessageDeflate: false, localAddress: localAddress(one.index) })
  let nextPauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
  const tellServer = (frame: unknown): void => socket.send(JSON.stringify(frame))
  socket.on('error', () => {}) // closing follows
  socket.on('open', () => {
    counts.opened += 1
    tellServer({ t: 'hello', token: one.party.token, language: 'zh-CN' })
  })
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as ServerFrame // what the server sends is what is measured
    if (frame.t === 'hello') tellServer({ t: 'subscribe', stream: `conversation:${one.party.conversationId}`, after: one.seq })
    else if (frame.t === 'entries')
      for (const entry of frame.entries as readonly CustomerEntry[]) take(one, entry.seq) // a customer's socket carries nothing else
    else if (frame.t === 'live') {
      one.isLive = true
      live += 1
      nextPauseMs = FIRST_PAUSE_MS
      whenLive()
      judge(one)
    }
  })
  socket.on('close', (code) => {
    if (one.isLive) {
      one.isLive = false
      live -= 1
      one.cutAtMs = performance.now()
    }
    if (FOR_GOOD.has(code)) counts.refusedForGood += 1
    else setTimeout(() => connect(one, nextPauseMs, whenLive), Math.random() * nextPauseMs)
  })
}

function take(one: One, seq: number): void {
  if (seq > one.seq + 1) counts.holes += 1
  one.seq = Math.max(one.seq, seq)
  judge(one)
}

let done = false
function judge(one: One): void {
  if (one.isLive && one.seq >= awaited) one.backAtMs ||= performance.now()
  if (done || live < crowd.length - counts.refusedForGood || !crowd.every(({ seq }) => seq >= awaited)) return
  done = true
  const from = Math.min(...crowd.map(({ cutAtMs }) => cutAtMs))
  const taken = crowd.map(({ cutAtMs, backAtMs }) => (backAtMs - cutAtMs) / 1000)
  tell({ word: 'back', seconds: (performance.now() - from) / 1000, longestSeconds: Math.max(...taken), ...counts })
}

async function connectAll(order: Extract<CrowdOrder, { do: 'connect' }>): Promise<void> {
  origin = order.origin
  crowd.push(...order.parties.map((party, index) => ({ party, index, seq: order.heldSeq, isLive: false, cutAtMs: 0, backAtMs: 0 })))
  const fromMs = performance.now()
  for (let from = 0; from < crowd.length; from += AT_ONCE) {
    const some = crowd.slice(from, from + AT_ONCE)
    await Promise.all(some.map((one) => new Promise<void>((resolve) => connect(one, FIRST_PAUSE_MS, resolve))))
  }
  tell({ word: 'connected', seconds: (performance.now() - fromMs) / 1000 })
}

process.on('message', (order: CrowdOrder) => {
  if (order.do === 'connect') void connectAll(order)
  else {
    awaited = order.seq
    Object.assign(counts, { attempts: 0, opened: 0 })
  }
})
