import type { AlarmView } from '@yingda/protocol/http/watch.ts'

const REACTIONS = [
  'bot',
  'hours',
  'call_back_moved',
  'lists',
  'search',
  'hand_back',
  'stays',
  'delivery',
  'delivery_joined',
  'care',
  'webhook',
  'incident_webhook',
  'incident_mail',
] as const
export type KnownReaction = (typeof REACTIONS)[number]

/** It is about a conversation that the reader cannot open. */
export const isBeyondReach = ({ kind, conversationId }: Pick<AlarmView, 'kind' | 'conversationId'>): boolean =>
  conversationId === null && (kind === 'nobody_to_hand_over_to' || kind === 'counts_differ')
export const knownReaction = (group: string): KnownReaction | null => REACTIONS.find((one) => one === group) ?? null
/** What an alarm carries is as wide as JSON; a number that is not there is none. */
export const numberIn = ({ data }: Pick<AlarmView, 'data'>, name: string): number => Number(data[name] ?? 0)
