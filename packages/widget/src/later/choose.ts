/** What the customer chooses instead of writing: a transaction, a chip under an answer. */
import type { QuickReply } from '@yingda/protocol/entries/views.ts'
import type { Desk } from '../desk/desk.ts'

/** Into a conversation that has begun at once; else it goes with the first message. */
export function chooseTransaction({ store, talk }: Desk, thread: string, transactionId: string): void {
  if (talk.hasBegun(thread)) return talk.put(thread, { type: 'transaction', transactionId })
  const { fresh } = store.get()
  store.set({ fresh: { ...fresh, [thread]: { questionType: fresh[thread]?.questionType ?? 'payment', transactionId } } })
}

/** What was looked for becomes the question, in the very words. */
export const askBot = ({ talk }: Desk, question: string): void => talk.say(talk.ask('other'), question)

/** @param seq the answer that the chip stands under */
export async function chooseReply({ store, talk, http }: Desk, thread: string, seq: number, reply: QuickReply): Promise<void> {
  if (reply === 'talk_to_person') return talk.person(thread)
  if (reply === 'keep_waiting') return talk.say(thread, store.get().more?.keepWaiting ?? '')
  await http.post(`/conversations/${thread}/answer-rating`, { seq, helped: reply === 'helped' })
}
