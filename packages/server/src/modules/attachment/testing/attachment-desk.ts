/** For tests: the module's routes on a real server, over a cloned database and a temporary folder, with people to ask. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import helmet from '@fastify/helmet'
import { sql } from 'kysely'
import pino from 'pino'
import { AttachmentId, ConversationId, CustomerId, StaffId } from '@yingda/protocol/ids.ts'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import type { Actor, CustomerActor, StaffActor } from '../../../platform/actor.ts'
import { openBus } from '../../../platform/bus.ts'
import { createRunner } from '../../../platform/command.ts'
import { buildHttp } from '../../../platform/http/app.ts'
import { Refused } from '../../../platform/refused.ts'
import { openFolder } from '../../../platform/storage/folder.ts'
import { newId } from '../../../platform/uuid.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { attachmentRoutes, createLinks, openInspector, type Place } from '../api.ts'

export type Answer = {
  status: number
  body: { code?: string; attachment?: { id: string; name: string; mediaType: string; hasThumbnail: boolean }; url?: string }
}

export async function openAttachmentDesk() {
  const { db, pool } = await testDatabase()
  const clock = fixedClock()
  const bus = await openBus()
  const runner = createRunner({ db, bus, clock, groupsFor: () => [] })
  const root = await mkdtemp(join(tmpdir(), 'yingda-attachments-'))
  const storage = await openFolder(root)
  const inspector = openInspector({ processes: 1 })
  const people = new Map<string, CustomerActor | StaffActor>()
  /** Places every asked actor may read, as `conversationId/seq/personId`. */
  const readable = new Set<string>()

  const personOf = (header: unknown): CustomerActor | StaffActor => people.get(String(header)) ?? refuse()
  const { app } = buildHttp({
    log: pino({ level: 'silent' }),
    trustProxy: false,
    ports: {
      async customerActor(request) {
        const person = personOf(request.headers['x-person'])
        return person.kind === 'customer' ? person : refuse()
      },
      async staffSession(request) {
        const person = personOf(request.headers['x-person'])
        return person.kind === 'staff' ? { sessionId: 's', actor: person, setupRequired: false, steppedUp: false } : refuse()
      },
    },
  })
  await app.register(helmet)
  await app.register(attachmentRoutes, {
    runner,
    storage,
    quotaBytes: null,
    inspector,
    links: createLinks('secret'),
    reach: { mayRead: async (ctx, place) => readable.has(placeKey(place, ctx.actor)) },
    countUpload: async () => {},
  })
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  after(async () => {
    await app.close()
    await inspector[Symbol.asyncDispose]()
    await bus.close()
    await rm(root, { recursive: true, force: true })
  })

  const call = async (path: string, person: CustomerActor | StaffActor, init: RequestInit = {}): Promise<Answer> => {
    const side = person.kind === 'customer' ? 'customer' : 'staff'
    const answer = await fetch(`${origin}/api/${side}${path}`, { ...init, headers: { ...init.headers, 'x-person': idOf(person) } })
    return { status: answer.status, body: (await answer.json()) as Answer['body'] } // asserted on field by field
  }

  return {
    db,
    pool,
    clock,
    runner,
    storage,
    quotaBytes: null,
    inspector,
    origin,
    call,
    readable,

    async aCustomer(): Promise<CustomerActor> {
      const customerId = CustomerId.parse(newId(Date.now()))
      await sql`insert into customer (id, created_at, seen_at) values (${customerId}, ${clock.now()}, ${clock.now()})`.execute(db)
      const person: CustomerActor = { kind: 'customer', customerId, signedIn: true }
      people.set(customerId, person)
      return person
    },
    async anAgent(): Promise<StaffActor> {
      const staffId = StaffId.parse(newId(Date.now()))
      await sql`insert into staff (id, email, name, role, created_at) values (${staffId}, ${`${staffId}@example.com`}, '陈静', 'agent', ${clock.now()})`.execute(
        db,
      )
      const person: StaffActor = { kind: 'staff', staffId, name: '陈静', role: 'agent', permissions: new Set(ROLE_PERMISSIONS.agent), teamIds: [] }
      people.set(staffId, person)
      return person
    },
    async aConversation(customer: CustomerActor): Promise<ConversationId> {
      const id = ConversationId.parse(newId(Date.now()))
      await sql`insert into conversation (id, reference, customer_id, client_id, started_by, channel, question_type, language, status, opened_at, changed_at)
        values (${id}, ${id}, ${customer.customerId}, ${id}, ${customer.customerId}, 'web', ${id}, 'zh-CN', 'bot', ${clock.now()}, ${clock.now()})`.execute(db)
      return id
    },
    letRead: (place: Place, person: Actor) => void readable.add(placeKey(place, person)),

    async upload(person: CustomerActor | StaffActor, bytes: Uint8Array, name = 'picture.png', mediaType = 'image/png'): Promise<Answer> {
      const body = new FormData()
      body.append('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), name)
      return call('/attachments', person, { method: 'POST', body })
    },
    /** A file that was taken; its id. */
    async aFile(person: CustomerActor | StaffActor, bytes: Uint8Array): Promise<AttachmentId> {
      const { body } = await this.upload(person, bytes)
      return AttachmentId.parse(body.attachment?.id)
    },
    async storedFiles(): Promise<string[]> {
      const found = await readdir(root, { recursive: true, withFileTypes: true })
      return found.filter((item) => item.isFile()).map((item) => item.name)
    },
  }
}

const refuse = (): never => {
  throw new Refused('auth.required')
}

const idOf = (person: Actor): string => (person.kind === 'customer' ? person.customerId : person.kind === 'staff' ? person.staffId : person.kind)
const placeKey = ({ conversationId, seq }: Place, person: Actor): string => `${conversationId}/${seq}/${idOf(person)}`
