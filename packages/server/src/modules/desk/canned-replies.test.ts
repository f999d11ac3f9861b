import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../../platform/refused.ts'
import { anAgent, aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { addCannedReply, cannedReplies, changeCannedReply, removeCannedReply } from './canned-replies.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const lead = await anAgent(db, { role: 'lead' })
const WAS = { shortcut: 'refund-days', title: '退款多久到账', textZh: '一到三个工作日', textEn: '', teamId: null }
const isRefused = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

test('of two who change one reply the second is told that it has changed; the same again is taken in, and what has gone is said to have gone', async () => {
  const { id } = await runner.run(lead, (ctx) => addCannedReply(ctx, WAS))
  const change = (textZh: string, was = WAS) => runner.run(lead, (ctx) => changeCannedReply(ctx, id, { ...WAS, textZh, was }))
  const both = await Promise.allSettled([change('两个工作日'), change('五个工作日')])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const [now] = await runner.query(lead, cannedReplies)
  await assert.rejects(change('七个工作日'), isRefused('setting.changed'))
  assert.deepEqual((await runner.query(lead, cannedReplies))[0], now)
  await change(now?.textZh ?? '')
  await change('七个工作日', { ...WAS, textZh: now?.textZh ?? '' })
  assert.equal((await runner.query(lead, cannedReplies))[0]?.textZh, '七个工作日')
  await runner.run(lead, (ctx) => removeCannedReply(ctx, id))
  await assert.rejects(change('八个工作日'), isRefused('canned_reply.not_found'))
})
