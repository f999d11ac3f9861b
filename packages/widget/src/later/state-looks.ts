import type { CustomerConversationState } from '@yingda/protocol/http/customer.ts'
import { iconBot, iconClock, iconDone, iconHeadset } from '@yingda/ui/icons.ts'
import type { AllWords } from '../desk/state.ts'

/** Keys of words without a blank to fill. */
export type Plain = { [K in keyof AllWords]: AllWords[K] extends string ? K : never }[keyof AllWords]

export const STATE_LOOKS: Readonly<Record<CustomerConversationState, { icon: string; word: Plain; tone: '' | 'wait' | 'done' }>> = {
  bot: { icon: iconBot, word: 'stateBot', tone: '' },
  waiting: { icon: iconClock, word: 'stateWaiting', tone: 'wait' },
  with_agent: { icon: iconHeadset, word: 'stateAgent', tone: '' },
  ended: { icon: iconDone, word: 'stateEnded', tone: 'done' },
  closed: { icon: iconDone, word: 'stateClosed', tone: '' },
}
