/** The demo wallet as one server: the connector that the desk asks, and the web app that carries the desk's widget. */
import helmet from '@fastify/helmet'
import fastify from 'fastify'
import type { AddressInfo } from 'node:net'
import type { Brand } from './brand.ts'
import type { Access } from './connector/access-record.ts'
import { accessRecord } from './connector/access-record.ts'
import { connectorRoutes } from './connector/routes.ts'
import { contentPolicy } from './demo-wallet/content-policy.ts'
import { noticeBoard } from './demo-wallet/notices.ts'
import { demoWalletRoutes } from './demo-wallet/routes.ts'
import { walletData } from './wallet-data.ts'

export type SimulatorTerms = {
  host: string
  /** 0 = any free one. */
  port: number
  /** Origin of the desk: where widget.js comes from. */
  deskUrl: string
  connectorSecret: string
  identitySecret: string
  webhookSecret: string
  brand: Brand
  now: () => Date
  /** The instant the stories are told from; keep it to have the same wallet again after a restart. Default: now. */
  storyFrom?: Date
  /** `iss` of the customer tokens. Default: the brand's English name. */
  issuer?: string
  /** Serve `POST /connector/v1/_faults`. */
  faults?: boolean
}

export type Simulator = { url: string; port: number; close: () => Promise<void>; accesses: () => readonly Access[] }

export async function startSimulator(terms: SimulatorTerms): Promise<Simulator> {
  const { brand, deskUrl, now } = terms
  const data = walletData(terms.storyFrom ?? now())
  const record = accessRecord()
  const app = fastify({ forceCloseConnections: true })

  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(deskUrl) }, hsts: false })
  await app.register(connectorRoutes, { prefix: '/connector/v1', data, record, secret: terms.connectorSecret, now, faults: terms.faults ?? false })
  await app.register(demoWalletRoutes, {
    prefix: '/demo-wallet',
    data,
    board: noticeBoard(),
    brand,
    deskUrl,
    identitySecret: terms.identitySecret,
    issuer: terms.issuer ?? brand.en,
    webhookSecret: terms.webhookSecret,
    now,
  })
  app.get('/', async (_request, reply) => reply.redirect('/demo-wallet/'))

  await app.listen({ host: terms.host, port: terms.port })
  const address = app.server.address() as AddressInfo // a listening TCP server has one
  return {
    url: `http://${terms.host.includes(':') ? `[${terms.host}]` : terms.host}:${address.port}`,
    port: address.port,
    close: () => app.close(),
    accesses: record.all,
  }
}
