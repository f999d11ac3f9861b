import type { QueryClient } from '@tanstack/react-query'
import type { Me } from '@yingda/protocol/http/staff-session.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { asConversationId, asStaffId } from '../ids.ts'
import { getEntries, postMessage, postNote } from '../../features/conversation/conversation-api.ts'
import { Drafts } from '../../features/conversation/composer/drafts.ts'
import { Outbox, type Outgoing } from '../../features/conversation/composer/outbox.ts'
import { Refused, mayRetry, retryAfterSeconds } from '../http/refusal.ts'
import { keys } from '../query-keys.ts'
import { browserStorage } from '../storage.ts'
import { coalesce, type Coalesced } from './coalesce.ts'
import { ConversationFeed } from './conversation-feed.ts'
import { ConversationStates } from './conversation-states.ts'
import { FeedCache } from './feed-cache.ts'
import { rereadLists } from './list-sync.ts'
import { readAgain } from './read-again.ts'
import { rowsInSight, type RowsInSight } from './rows-in-sight.ts'
import { StaffSocket, type WireSocket } from './staff-socket.ts'

/** While there is no socket, lists and the open thread are read this often instead. */
const WITHOUT_SOCKET_MS = 15_000

export type Sync = {
  socket: StaffSocket
  feeds: FeedCache
  states: ConversationStates
  outbox: Outbox
  drafts: Drafts
  lists: Coalesced
  inSight: RowsInSight
  /** A command of our own was accepted: show its effect without waiting for the socket. */
  changed: (conversationId: string) => void
  stop: () => void
}

type SyncDeps = { me: Me; client: QueryClient; language: () => Language; openSocket?: () => WireSocket; onSessionDoubt: () => void }

/** Everything that keeps this window right, wired once per signed-in person. */
export function createSync({ me, client, language, openSocket = openStaffSocket, onSessionDoubt }: SyncDeps): Sync {
  const states = new ConversationStates()
  const inSight = rowsInSight()
  const lists = coalesce((what) => rereadLists(client, what, inSight.ids()))
  const details = coalesce(async (what) => {
    const queries = what === 'everything' ? [['conversation']] : what.map((id) => keys.conversation(id))
    await Promise.all(queries.map((queryKey) => readAgain(client, { queryKey })))
  })
  const socket = new StaffSocket({ open: openSocket, language, onState: (frame) => states.set(frame.conversationId, frame.state), onSessionDoubt })
  const feeds = new FeedCache(
    (id) =>
      new ConversationFeed({
        fetchPage: (bounds) => getEntries(id, bounds),
        subscribe: (listener) => socket.subscribe(`conversation:${id}`, listener),
        onEntries: () => details.changed([id]),
        onLost: () => {
          details.changed([id])
          lists.changed([id])
        },
      }),
  )
  const changed = (id: string): void => {
    lists.changed([id])
    details.changed([id])
    feeds.catchUpOne(id)
  }
  const storage = browserStorage()
  const drafts = new Drafts(storage, me.id)
  const onAccepted = (item: Outgoing): void => {
    changed(item.conversationId)
    if (socket.status !== 'live') socket.wake() // the server answers, so a socket that is down need not wait out its delay
  }
  const outbox = new Outbox({ storage, owner: me.id, send: sendOutgoing, refusalOf, againAfterMs, onAccepted })

  const stopListening = [
    socket.onStatus((status) => {
      if (status !== 'live') return states.forgetPresence()
      lists.everything()
      details.everything()
      outbox.flush()
    }),
    ...[`desk:${me.id}`, ...me.teams.map((team) => `queue:${team.id}`)].map((stream) => watchList(socket, stream, lists)),
    listenToWindow(socket, outbox),
  ]
  const poll = setInterval(() => {
    if (socket.status === 'live' || document.visibilityState !== 'visible') return
    lists.everything()
    feeds.catchUp()
  }, WITHOUT_SOCKET_MS)

  drafts.prune()
  socket.start()
  outbox.flush()
  const stop = (): void => {
    clearInterval(poll)
    for (const end of stopListening) end()
    lists.stop()
    details.stop()
    outbox.stop()
    socket.stop()
  }
  return { socket, feeds, states, outbox, drafts, lists, inSight, changed, stop }
}

/** A list stream says only which conversations changed; `after` means nothing there. */
export function watchList(socket: StaffSocket, stream: string, lists: Coalesced): () => void {
  return socket.subscribe(stream, {
    after: () => 0,
    onFrame: (frame) => {
      if (frame.t === 'changed') lists.changed(frame.conversationIds)
      if (frame.t === 'reset') lists.everything()
    },
  })
}

function sendOutgoing(item: Outgoing): Promise<unknown> {
  const clientId = item.clientId as Parameters<typeof postNote>[1]['clientId'] // made by newClientId when it was written
  const id = asConversationId(item.conversationId)
  if (item.kind === 'note') return postNote(id, { clientId, text: item.text, mentions: item.mentions.map(asStaffId) })
  // oxlint-disable-next-line unicorn/no-thenable -- the contract's own name; nobody awaits a body
  return postMessage(id, { clientId, text: item.text, attachmentIds: item.attachments.map((file) => file.id), followUp: item.afterwards })
}

const againAfterMs = (error: unknown): number => 1000 * (retryAfterSeconds(error) ?? 0)
const refusalOf = (error: unknown): string | null => (error instanceof Refused && !mayRetry(error) && error.status !== 401 ? error.message : null)

/** Sleep, tab switches and network changes: each asks at once whether the connection still lives. */
function listenToWindow(socket: StaffSocket, outbox: Outbox): () => void {
  const listening = new AbortController()
  const { signal } = listening
  const wake = (): void => {
    if (document.visibilityState === 'hidden') return
    socket.wake()
    outbox.flush()
  }
  for (const name of ['online', 'focus', 'pageshow']) window.addEventListener(name, wake, { signal })
  document.addEventListener('visibilitychange', wake, { signal })
  window.addEventListener('offline', () => socket.lost(), { signal })
  return () => listening.abort()
}

function openStaffSocket(): WireSocket {
  const address = new URL('/ws/staff', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return new WebSocket(address)
}
