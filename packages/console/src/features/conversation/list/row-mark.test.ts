import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iconBot, iconChat, iconLock, iconMail, iconNote, iconPhone } from '@yingda/ui/icons.ts'
import { aRow } from '../../../testing/rows.ts'
import { rowMark } from './row-mark.ts'
import type { RowWords } from './row-words.ts'

const words = { restricted: 'restricted', draft: 'draft', callBack: 'call back', withBot: 'bot' } as RowWords // all that is asked for

test('the weightiest of what sets a conversation apart is shown, and said', () => {
  const callBack = { channel: 'phone', from: null, until: null, number: null, address: null } as const
  assert.deepEqual(rowMark(aRow('1', { restricted: true, callBack }), true, words), { icon: iconLock, label: 'restricted' })
  assert.deepEqual(rowMark(aRow('1', { callBack }), true, words), { icon: iconNote, label: 'draft' })
  assert.deepEqual(rowMark(aRow('1', { callBack }), false, words), { icon: iconPhone, label: 'call back' })
  assert.deepEqual(rowMark(aRow('1', { callBack: { ...callBack, channel: 'mail' } }), false, words), { icon: iconMail, label: 'call back' })
  assert.deepEqual(rowMark(aRow('1', { status: 'bot' }), false, words), { icon: iconBot, label: 'bot' })
  assert.deepEqual(rowMark(aRow('1'), false, words), { icon: iconChat, label: undefined })
})
