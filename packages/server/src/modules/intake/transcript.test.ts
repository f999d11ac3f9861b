import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CustomerEntry, CustomerView } from '@yingda/protocol/entries/views.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { transcript } from './transcript.ts'

type CallBack = Extract<CustomerView, { kind: 'call_back' }>

async function textOf(view: CustomerView, language: Language): Promise<string> {
  const entry = { seq: 1, at: '2026-11-23T11:32:00.000Z', view } as CustomerEntry // all that is read
  async function* pages() {
    yield [entry]
  }
  const parts: string[] = []
  for await (const part of transcript(pages(), { language, brand: 'Yunhe', timeZone: 'Asia/Shanghai', reference: 'C-1' })) parts.push(part)
  return parts.join('').replaceAll(/[\u2009\u202f\u00a0]/g, ' ')
}

test('a customer’s own copy says when and how a colleague was to come back, on the desk’s clock', async () => {
  const at: CallBack = { kind: 'call_back', channel: 'phone', from: '2026-11-23T12:30:00.000Z', until: '2026-11-23T13:00:00.000Z', number: '•••0958' }
  assert.match(await textOf(at, 'en'), /come back to you: Nov 23, 2026, 20:30 – 21:00, by phone on •••0958\n$/)
  assert.match(await textOf(at, 'zh-CN'), /您约了同事回复：2026\D11\D23\D? ?20:30 ?– ?21:00，打电话 •••0958\n$/)
  const turn: CallBack = { kind: 'call_back', channel: 'mail', from: null, until: null, number: null, address: 'w•••@example.cn' }
  assert.match(await textOf(turn, 'en'), /when it’s your turn, by e-mail at w•••@example\.cn\n$/)
  assert.match(await textOf({ ...turn, channel: 'chat' }, 'zh-CN'), /轮到您时，在对话里\n$/)
  const agreed: CustomerView = { kind: 'called_back', reached: false, from: at.from, until: at.until, agreed: true }
  assert.match(await textOf(agreed, 'en'), /agreed another time for the call: Nov 23, 2026, 20:30 – 21:00\n$/)
})
