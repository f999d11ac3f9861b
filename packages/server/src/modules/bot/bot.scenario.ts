/** What the tests of the bot begin with: a database of their own, the articles of the demo, and somebody who asks. */
import type { CustomerView } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { aClientId, aConversation, aCustomer, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { readCustomerTimeline } from '../conversation/api.ts'
import { openKnowledge } from '../knowledge/api.ts'
import { createBot } from './api.ts'
import { takeTurn } from './take-turn.ts'

export async function aBotAtWork() {
  const { db } = await testDatabase()
  const clock = fixedClock('2026-11-20T06:32:00.000Z')
  const { runner, post } = await aServer(db, clock)
  const teamId = await aTeam(db)
  const knowledge = await openKnowledge({ runner, log: { info: () => {} }, brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' } })
  const bot = createBot({
    runner,
    knowledge,
    names: { 'zh-CN': '小禾', en: 'Xiaohe' },
    timeZone: 'Asia/Shanghai',
    log: { info: () => {}, error: () => {} },
  })
  await bot.learning.learned(await knowledge.library())

  async function opened(): Promise<{ customer: CustomerActor; id: ConversationId }> {
    const customer = await aCustomer(db)
    const { id } = await aConversation(runner, customer, { teamId })
    return { customer, id }
  }
  const say = (customer: CustomerActor, conversationId: ConversationId, text: string) =>
    post(customer, { conversationId, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' })
  const views = async (id: ConversationId): Promise<CustomerView[]> =>
    (await runner.query(SYSTEM, (ctx) => readCustomerTimeline(ctx, id, { after: 0, limit: 100 }))).map(({ view }) => view)
  const spoken = async (id: ConversationId) => (await views(id)).flatMap((view) => (view.kind === 'message' && view.from === 'bot' ? [view] : []))
  const turn = (id: ConversationId): Promise<void> => takeTurn(bot, id)
  return { db, clock, runner, teamId, knowledge, bot, opened, say, views, spoken, turn }
}
