import type { IncomingMessage, Server } from 'node:http'
import type { Logger } from 'pino'
import type { Admission } from '../../platform/admission/admission.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import type { StaffActor } from '../../platform/actor.ts'
import type { CustomerSignIn } from '../customer/api.ts'
import type { Intake } from '../intake/api.ts'
import type { SessionCheck } from './rights.ts'

/** Staff are known by the session cookie of the upgrade request. @throws Refused as the HTTP side does */
export type StaffSignIn = (request: IncomingMessage) => Promise<{ actor: StaffActor; sessionId: string; self: string; expiresAt: Date }>

export type GatewayOptions = {
  server: Server
  runner: Runner
  /** Reads what is new on the streams that are shown. */
  hot: Runner
  bus: Bus
  log: Logger
  nodeId: string
  intake: Intake
  /** Judges what is said over a socket as a request of the same worth. */
  admission: Pick<Admission, 'admit'>
  customerSignIn: CustomerSignIn
  staffSignIn: StaffSignIn
  sessionCheck: SessionCheck
  /** May whoever sends this upgrade open a socket here? Judged by the page it comes from and by the name it asked. */
  mayConnect: (side: 'customer' | 'staff', request: IncomingMessage) => boolean
  countSockets: (side: 'customer' | 'staff', count: number) => void
  addressOf: (request: IncomingMessage) => string
  socketsPerVisitor: number
  /** Of all visitors who share a network address. */
  socketsPerAddress: number
}
