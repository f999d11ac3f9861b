/** What each frame of a client does. */
import type { IncomingMessage } from 'node:http'
import { CLOSE, type ClientFrame } from '@yingda/protocol/realtime.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { anErrand, onErrand } from '../../platform/admission/work.ts'
import { isNotNow, Refused } from '../../platform/refused.ts'
import { accessConversation, setMarks, setTyping, setViewing } from '../conversation/api.ts'
import type { Connection, Party } from './connection.ts'
import type { Feed } from './feed.ts'
import type { GatewayOptions } from './gateway-options.ts'
import type { LookUps } from './look-ups.ts'
import type { Presence } from './presence.ts'
import type { States } from './states.ts'
import { subscribe } from './subscribe.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { SayViewing } from './viewings.ts'

type Deps = GatewayOptions & { lookUps: LookUps; subscriptions: Subscriptions; feed: Feed; states: States; presence: Presence; sayViewing: SayViewing }
type Side = 'customer' | 'staff'
export type FrameHandler = (connection: Connection, frame: ClientFrame, request: IncomingMessage, side: Side) => Promise<void>

export function frameHandler(deps: Deps): FrameHandler {
  return async (connection, frame, request, side) => {
    try {
      await onErrand(anErrand(side === 'staff' ? 'answer' : 'running'), () => act(deps, connection, frame, request, side))
    } catch (error) {
      if (!(error instanceof Refused)) deps.log.error({ err: error, frame: frame.t }, 'a frame failed')
      connection.refuseError(frame.t === 'send' ? frame.ref : null, error)
      if (error instanceof Refused && frame.t === 'subscribe') connection.send({ t: 'unsubscribed', stream: frame.stream, code: error.code })
      if (frame.t === 'hello') connection.end(codeFor(error), 'hello refused')
    }
  }
}

/** `ended` sends a client away for good, so it is only said where the caller was judged: not when the database is away. */
function codeFor(error: unknown): number {
  if (!(error instanceof Refused) || isNotNow(error)) return CLOSE.busy
  if (error.code === 'auth.expired') return CLOSE.expired
  return error.code === 'request.too_many' ? CLOSE.tooMany : CLOSE.ended
}

async function act(deps: Deps, connection: Connection, frame: ClientFrame, request: IncomingMessage, side: Side): Promise<void> {
  // Of somebody who has hung up only his words still count.
  if (!connection.isOpen && frame.t !== 'send') return
  if (frame.t === 'ping') return connection.send({ t: 'pong' })
  if (frame.t === 'hello') return hello(deps, connection, frame, request, side)
  const { party } = connection
  if (party === null) throw new Refused('auth.required')
  switch (frame.t) {
    case 'renew':
      return renew(deps, connection, party, frame.token, request)
    case 'subscribe':
      await subscribe(deps, connection, party, frame.stream, frame.after)
      if (frame.stream.startsWith('conversation:')) await arrived(deps, connection, party, frame.stream)
      return
    case 'unsubscribe':
      return deps.subscriptions.remove(connection, frame.stream)
    case 'send':
      return send(deps, connection, party, frame)
    case 'typing':
    case 'marks':
      return setState(deps, party, frame)
    case 'viewing':
      return view(deps, connection, party, frame.conversationId)
  }
}

/** Who is it? A second hello may not change who. */
async function identify(deps: Deps, token: string | null, request: IncomingMessage, side: Side): Promise<{ party: Party; name: string | null }> {
  if (side === 'staff') {
    const staff = await deps.staffSignIn(request)
    return { party: { kind: 'staff', ...staff }, name: staff.actor.name }
  }
  if (token === null) throw new Refused('auth.required')
  const { actor, name, expiresAt } = await deps.customerSignIn(token)
  return { party: { kind: 'customer', actor, expiresAt }, name }
}

const idOf = (party: Party): string => (party.kind === 'customer' ? party.actor.customerId : party.actor.staffId)

async function hello(deps: Deps, connection: Connection, frame: Extract<ClientFrame, { t: 'hello' }>, request: IncomingMessage, side: Side): Promise<void> {
  if (connection.party !== null) throw new Refused('request.invalid')
  connection.language = frame.language
  const { party, name } = await identify(deps, frame.token, request, side)
  if (party.kind === 'customer' && !party.actor.signedIn) await deps.presence.admitVisitor(connection, party.actor.customerId)
  if (!connection.isOpen) return
  connection.party = party
  deps.presence.joined(connection)
  connection.send({
    t: 'hello',
    you: { kind: party.kind === 'customer' ? 'customer' : 'agent', id: idOf(party), name },
    expiresAt: party.expiresAt.toISOString(),
  })
}

async function renew(deps: Deps, connection: Connection, before: Party, token: string | null, request: IncomingMessage): Promise<void> {
  const { party } = await identify(deps, token, request, before.kind)
  if (idOf(party) !== idOf(before)) throw new Refused('auth.invalid_token')
  connection.party = party
  connection.send({ t: 'renewed', expiresAt: party.expiresAt.toISOString() })
}

async function send(deps: Deps, connection: Connection, party: Party, frame: Extract<ClientFrame, { t: 'send' }>): Promise<void> {
  const { conversationId, clientId, text, attachmentIds, ref } = frame
  const message = { conversationId, clientId, text, attachmentIds }
  deps.admission.admit(party.kind === 'customer' ? 'running' : 'answer')
  if (party.kind === 'customer') {
    const delivered = await deps.intake.deliver(party.actor, message, connection.address)
    connection.send({ t: 'sent', ref, clientId, conversationId: delivered.conversationId, seq: delivered.customerSeq, at: delivered.at })
    return
  }
  if (!party.actor.permissions.has('conversation.reply')) throw new Refused('permission.denied')
  const posted = await deps.intake.post(party.actor, { ...message, followUp: 'nothing' })
  if (posted.at !== 'here') throw new Refused('conversation.closed')
  connection.send({ t: 'sent', ref, clientId, conversationId, seq: posted.seq, at: posted.time })
}

async function setState({ runner }: Deps, party: Party, frame: Extract<ClientFrame, { t: 'typing' | 'marks' }>): Promise<void> {
  const who = party.kind === 'customer' ? 'customer' : party.actor.staffId
  await runner.run(party.actor, async (ctx) => {
    await accessConversation(ctx, frame.conversationId)
    if (frame.t === 'typing') await setTyping(ctx, { conversationId: frame.conversationId, party: who, on: frame.on })
    else await setMarks(ctx, { conversationId: frame.conversationId, party: who, delivered: frame.delivered, read: frame.read })
  })
}

/** A staff window shows this conversation now, and no other any more. */
async function view({ runner }: Deps, connection: Connection, party: Party, conversationId: ConversationId | null): Promise<void> {
  if (party.kind !== 'staff') throw new Refused('permission.denied')
  const before = connection.viewing
  connection.viewing = null
  await runner.run(party.actor, async (ctx) => {
    if (before !== null && before !== conversationId) await setViewing(ctx, { conversationId: before as ConversationId, party: party.actor.staffId, on: false }) // kept by us below
    if (conversationId === null) return
    await accessConversation(ctx, conversationId)
    await setViewing(ctx, { conversationId, party: party.actor.staffId, on: true })
  })
  connection.viewing = conversationId
}

/** A customer who subscribes is there, and by that word both sides get the present state; who only looks gets it at once. */
async function arrived({ sayViewing, states }: Deps, connection: Connection, party: Party, stream: string): Promise<void> {
  const conversationId = stream.slice('conversation:'.length) as ConversationId // matched the frame's own pattern
  if (party.kind === 'customer') {
    connection.viewing = conversationId
    await sayViewing({ conversationId, party: 'customer', on: true })
  } else states.touch(conversationId)
}
