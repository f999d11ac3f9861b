/** What the delivery of answers works with: the customer's channels, in the order in which they are tried. */
import type { Logger } from 'pino'
import type { Runner } from '../../platform/command.ts'
import type { Channel } from './channel.ts'

/** `mail` null: none is set up here. */
export type Delivering = { runner: Runner; web: Channel; mail: Channel | null; log: Logger }

export const SYSTEM = { kind: 'system' } as const
export const MAIL_JOB = 'channels.mail'
