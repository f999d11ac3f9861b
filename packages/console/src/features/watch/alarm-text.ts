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

/** The conversation an alarm is about; null where it is about none. */
export const conversationOf = ({ kind, subject }: Pick<AlarmView, 'kind' | 'subject'>): string | null =>
  kind === 'nobody_to_hand_over_to' || kind === 'counts_differ' ? subject : null
export const knownReaction = (group: string): KnownReaction | null => REACTIONS.find((one) => one === group) ?? null
/** What an alarm carries is as wide as JSON; a number that is not there is none. */
export const numberIn = ({ data }: Pick<AlarmView, 'data'>, name: string): number => Number(data[name] ?? 0)
