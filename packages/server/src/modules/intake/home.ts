import { QUESTION_TYPES } from '@yingda/protocol/entries/conversation.ts'
import type { CustomerHome } from '@yingda/protocol/http/customer.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import type { QueryContext } from '../../platform/command.ts'
import { customerConversations } from '../conversation/api.ts'
import { accessCustomer } from '../customer/api.ts'
import { customerNotice } from '../incident/api.ts'
import { deskHours } from './desk-hours.ts'

export type Brand = { name: Readonly<Record<Language, string>>; botName: Readonly<Record<Language, string>> }

/** All that the widget's first screen needs, in one answer. */
export async function customerHome(
  ctx: QueryContext & { actor: CustomerActor },
  { brand, language, timeZone, statusPage }: { brand: Brand; language: Language; timeZone: string; statusPage: string },
): Promise<CustomerHome> {
  const [customer, conversations, people, notice] = await Promise.all([
    accessCustomer(ctx, ctx.actor.customerId),
    customerConversations(ctx),
    deskHours(ctx),
    customerNotice(ctx, language),
  ])
  return {
    brand: brand.name[language],
    botName: brand.botName[language],
    name: customer.name,
    signedIn: ctx.actor.signedIn,
    questionTypes: [...QUESTION_TYPES],
    conversations,
    ...people,
    timeZone,
    notice,
    statusPage,
  }
}
