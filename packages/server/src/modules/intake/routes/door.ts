import * as z from 'zod'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { Admission } from '../../../platform/admission/admission.ts'
import type { CustomerActor } from '../../../platform/actor.ts'
import type { Bus } from '../../../platform/bus.ts'
import type { QueryContext, Runner } from '../../../platform/command.ts'
import type { Wallet } from '../../wallet/api.ts'
import type { Brand } from '../home.ts'
import type { Intake } from '../intake.ts'
import type { VisitorLimits } from '../visitor-limits.ts'

/** What the customer's doors work with. */
export type DoorOptions = {
  runner: Runner
  intake: Intake
  bus: Bus
  wallet: Wallet | null
  limits: VisitorLimits
  admission: Pick<Admission, 'admit'>
  brand: Brand
  timeZone: string
  /** Whether mail goes out here. */
  hasMail: boolean
  /** Where the public reads how the service is. */
  statusPage: string
  /** The server is about to stop: who waits for news is answered now. */
  isDraining: () => boolean
}

export const OneConversation = z.strictObject({ conversationId: ConversationId })
export const access = { config: { permission: 'customer' as const } }
/** Of a conversation that runs: worth as much as the customer's words in it. */
export const running = { config: { ...access.config, work: 'running' as const } }

type CustomerContext = QueryContext & { actor: CustomerActor }

/** Ask something as this customer. */
export const asker =
  ({ query: run }: Runner) =>
  <T>(actor: CustomerActor, query: (ctx: CustomerContext) => Promise<T>): Promise<T> =>
    run(actor, (ctx) => query({ ...ctx, actor }))
