/** Who talks while things break: the wallet's customers, visitors, and agents who answer what is routed to them. */
import { randomUUID } from 'node:crypto'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import { aTeam, anAgent } from '../../testing/builders.ts'
import { aSession, walletToken } from '../callers.ts'
import { PUBLIC_URL } from '../desk.ts'
import { opening } from '../talk.ts'
import type { Agent } from './attendance.ts'
import { aChatClient, type ChatClient, type ChatOptions, type Seen } from './chat-client.ts'
import type { Cluster } from './cluster.ts'

const CUSTOMERS = 20
const AGENTS = 2
/** Together they have fewer places than there are customers: somebody always waits. */
const CAPACITY = 5
const HOST = { host: new URL(PUBLIC_URL).host }

export type Load = {
  clients: readonly ChatClient[]
  agents: readonly Agent[]
  conversations: readonly ConversationId[]
  inFlight(): number
  acknowledged(): number
}
type Shared = Pick<ChatOptions, 'random' | 'heard'>

/** Every conversation begins with the bot; every other customer asks for a person at once. */
export async function aLoad(cluster: Cluster, shared: Shared): Promise<Load> {
  const { db } = cluster.database
  const teamId = await aTeam(db)
  const customers: { client: ChatClient; conversationId: ConversationId }[] = []
  for (let index = 0; index < CUSTOMERS; index += 1) customers.push(await aTalker(cluster, index, shared))
  const conversations = customers.map((customer) => customer.conversationId)
  const agents: Agent[] = []
  for (let index = 0; index < AGENTS; index += 1) {
    const actor = await anAgent(db, { teamIds: [teamId], capacity: CAPACITY, name: `客服${index}` })
    const { headers } = await aSession(db, actor, { steppedUp: false })
    const next = answering(actor.staffId, `agent ${index}`)
    agents.push({
      staffId: actor.staffId,
      client: aChatClient({
        ...shared,
        name: `agent ${index}`,
        side: 'staff',
        origins: cluster.origins,
        headers: { ...headers, ...HOST },
        conversations,
        next,
        restMs: 100,
        token: () => Promise.resolve(null),
      }),
    })
  }
  const clients = [...customers.map(({ client }) => client), ...agents.map(({ client }) => client)]
  const sum = (of: (client: ChatClient) => number): number => clients.reduce((total, client) => total + of(client), 0)
  return { clients, agents, conversations, inFlight: () => sum((client) => client.inFlight()), acknowledged: () => sum((client) => client.acknowledged.length) }
}

async function aTalker(cluster: Cluster, index: number, shared: Shared): Promise<{ client: ChatClient; conversationId: ConversationId }> {
  const token = index % 4 < 2 ? await visitorToken(cluster) : customerToken()
  const post = async (path: string, body: unknown): Promise<unknown> => postTo(`${cluster.origins[0]}/api/customer${path}`, body, await token())
  const { conversation } = (await post('/conversations', opening())) as { conversation: { id: ConversationId } } // as the contract says
  const conversationId = conversation.id
  if (index % 2 === 1) await post(`/conversations/${conversationId}/person`, {})
  let said = 0
  return {
    conversationId,
    client: aChatClient({
      ...shared,
      name: `customer ${index}`,
      side: 'customer',
      origins: cluster.origins,
      headers: HOST,
      conversations: [conversationId],
      restMs: 30,
      token,
      next: () => ({ conversationId, text: `${index}:${(said += 1)} 付款失败了，什么时候退款` }),
    }),
  }
}

/** Signed anew each time, as the wallet does. */
function customerToken(): () => Promise<string> {
  const sub = `w-${randomUUID()}`
  return () => walletToken({ sub })
}

async function visitorToken({ origins }: Cluster): Promise<() => Promise<string>> {
  const { deviceSecret } = (await postTo(`${origins[0]}/api/customer/visitors`, {})) as { deviceSecret: string } // as the contract says
  return () => Promise.resolve(`visitor.${deviceSecret}`)
}

async function postTo(url: string, body: unknown, token?: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

/** Answers, in turn, whoever of those this agent holds has spoken last. */
function answering(staffId: StaffId, name: string): ChatOptions['next'] {
  let said = 0
  let last = -1
  return (entries) => {
    const all = [...entries]
    for (let step = 1; step <= all.length; step += 1) {
      const [conversationId, seen] = all[(last + step) % all.length] ?? []
      if (conversationId === undefined || seen === undefined || !awaits(seen, staffId)) continue
      last = (last + step) % all.length
      return { conversationId, text: `${name}:${(said += 1)} 我看到了` }
    }
    return null
  }
}

function awaits(seen: readonly Seen[], staffId: StaffId): boolean {
  const entries = seen as readonly StaffEntry[] // staff's sockets carry nothing else
  const held = entries.findLast(({ entry }) => /^conversation\.(assigned|transferred|queued|returned_to_bot)$/.test(entry.type))?.entry
  const spoken = entries.findLast(({ entry }) => entry.type === 'message.posted')
  return held?.type === 'conversation.assigned' && held.data.agentId === staffId && spoken?.actor.kind === 'customer'
}
