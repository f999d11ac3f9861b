/** How much of an agent a conversation takes, and whether there is room for it. */
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { CapacityWeights, WorkKind } from '@yingda/protocol/capacity.ts'

export type Weights = Readonly<CapacityWeights>

export const workKindOf = (callBack: CallBackChannel | null): WorkKind =>
  callBack === null ? 'chat' : callBack === 'phone' ? 'call_back_phone' : 'call_back_chat'

/** The lightest there is: who has no room for it is full. */
export const leastOf = (weights: Weights): number => Math.min(...Object.values(weights))

type Room = { load: number; capacity: number }

/** What weighs more than somebody can carry at all takes all of him, so that it does not wait for ever. */
const weightOn = ({ capacity }: Room, weight: number): number => Math.min(weight, capacity)

export const fits = (room: Room, weight: number): boolean => room.load + weightOn(room, weight) <= room.capacity

/** How many of this weight there is room for. */
export const placesFor = (room: Room, weight: number): number => Math.max(0, Math.floor((room.capacity - room.load) / weightOn(room, weight)))
