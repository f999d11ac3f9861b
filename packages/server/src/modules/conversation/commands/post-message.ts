/**
 * The hot command: many messages, of many senders, into many conversations, in one transaction. Each item is decided
 * alone; a refused one does not harm the rest, and one whose conversation somebody else holds goes to the next batch.
 */
import { isWithAgent } from '@yingda/domain/conversation/state.ts'
import type { AttachmentId, ConversationId } from '@yingda/protocol/ids.ts'
import type { BatchAnswer, How } from '../../../platform/batched.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { recordAfter, type StreamEntries } from '../../../platform/record.ts'
import { attachTo, claimAttachments } from '../../attachment/api.ts'
import { asNewEntry, heldIn } from '../apply-entries.ts'
import { saveWithObligations } from '../owe.ts'
import { lastTextOf, titleOf } from '../preview.ts'
import { addHeld, lockConversations, type Preview } from '../store.ts'
import { newHomes } from '../team-of.ts'
import { wholeLastWords } from '../words-of.ts'
import { reachBeyond } from './batch-reach.ts'
import { decideMessages, isTaken, type Answers, type Found, type Item, type Posted, type Work } from './decide-messages.ts'
import { earlierSends } from './earlier-sends.ts'

export async function postMessages(ctx: CommandContext, items: readonly Item[], { wait, trusting = false }: How): Promise<BatchAnswer<Posted>[]> {
  const ids = [...new Set(items.map((item) => item.input.conversationId))].sort()
  const { rows, held } = await lockConversations(ctx, ids, wait)
  const found: Found = {
    rows,
    held,
    homes: await newHomes(ctx, rows),
    whole: await wholeLastWords(ctx, rows, items),
    reach: await reachBeyond(ctx, rows, items),
    files: await claimAttachments(
      ctx,
      items.flatMap(({ actor, input }) => input.attachmentIds.map((id) => ({ id, actor }))),
    ),
  }
  // What is new goes in at once; a repeat among it is refused by the index that makes it known, and then looked for.
  const decided = trusting ? decideMessages(ctx, items, found, new Map()) : null
  const { works, answers } = decided?.answers.every(isTaken) === true ? decided : decideMessages(ctx, items, found, await earlierSends(ctx, items))
  await saveAndRecord(
    ctx,
    works.filter((work) => work.drafts.length > 0),
    answers,
  )
  return answers.map((answer) => answer ?? { error: new Error('an item was left undecided') })
}

async function saveAndRecord(ctx: CommandContext, works: readonly Work[], answers: Answers): Promise<void> {
  if (works.length === 0) return
  const recording = works.map((work) => ({ work, entries: work.drafts.map(asNewEntry) }))
  const batch = recording.map(({ work, entries }): StreamEntries => {
    const attended = isWithAgent(work.row) && isWithAgent(work.state)
    return { stream: { id: work.row.id, kind: 'conversation', customerId: work.row.customer_id }, entries, attended }
  })
  recordAfter(ctx, batch, new Map(works.map(({ row }) => [row.id, { lastSeq: row.last_seq, lastCustomerSeq: row.last_customer_seq }])))
  const time = ctx.now.toISOString()
  const attached: { attachmentId: AttachmentId; conversationId: ConversationId; seq: number }[] = []
  for (const { work, entries } of recording) {
    let customerSeq = work.row.last_customer_seq
    const customerSeqs = entries.map(({ forCustomer }) => (forCustomer ? (customerSeq += 1) : customerSeq))
    for (const { index, draft, attachmentIds } of work.placed) {
      const seq = seqOf(work, draft)
      answers[index] = { ok: { at: 'here', seq, customerSeq: customerSeqs[draft] ?? 0, time } }
      for (const attachmentId of attachmentIds) attached.push({ attachmentId, conversationId: work.row.id, seq })
    }
    work.preview = previewOf(work)
  }
  await saveWithObligations(ctx, works)
  await addHeld(ctx, works.flatMap(heldIn))
  if (attached.length > 0) await attachTo(ctx, attached)
}

const seqOf = ({ row }: Work, draft: number): number => row.last_seq + draft + 1

/** The newest words, and for the title the customer's first, where there is none yet. */
function previewOf(work: Work): Preview {
  const spoken = work.placed.flatMap(({ draft: index }) => {
    const { text = '', actor } = work.drafts[index] ?? {}
    return text.trim() === '' ? [] : [{ text, seq: seqOf(work, index), from: actor?.kind === 'staff' ? ('agent' as const) : ('customer' as const) }]
  })
  const last = spoken.at(-1)
  const first = work.row.title === null ? spoken.find(({ from }) => from === 'customer') : undefined
  return {
    ...(first === undefined ? {} : { title: { text: titleOf(first.text), seq: first.seq } }),
    ...(last === undefined ? {} : { last: { ...last, text: lastTextOf(last.text) } }),
  }
}
