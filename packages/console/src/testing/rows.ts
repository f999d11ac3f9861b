/** A conversation's row for tests: everything ordinary unless the test says otherwise. */
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { asConversationId, asCustomerId, asStaffId } from '../app/ids.ts'

export const ME = asStaffId('me')

export function aRow(id: string, over: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id: asConversationId(id),
    reference: `C-${id}`,
    customer: { id: asCustomerId('k'), name: '吴静怡', signedIn: true },
    title: '付款失败',
    lastText: '余额明明够',
    lastFrom: 'customer',
    lastTextSeq: 4,
    questionType: 'payment',
    language: 'zh-CN',
    status: 'assigned',
    team: null,
    assignee: { id: ME, name: '林晓' },
    restricted: false,
    care: false,
    amount: { amountMinor: 12_800, currency: 'CNY' },
    waitingSince: '2026-11-20T06:28:00.000Z',
    promise: null,
    resolution: null,
    snoozedUntil: null,
    outcome: null,
    rating: null,
    previousConversationId: null,
    mergedIntoId: null,
    callBack: null,
    lastSeq: 4,
    readSeq: 4,
    openedAt: '2026-11-20T06:05:00.000Z',
    changedAt: '2026-11-20T06:28:00.000Z',
    ...over,
  }
}
