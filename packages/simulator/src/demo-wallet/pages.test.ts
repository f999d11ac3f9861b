import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { UNDISCLOSED_REASONS } from '@yingda/protocol/wallet.ts'
import { decodeJwt } from 'jose'
import type { Simulator } from '../start.ts'
import { NOW, aSimulator } from '../testing.ts'
import { walletData } from '../wallet-data.ts'
import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

let wallet: Simulator
before(async () => {
  wallet = await aSimulator({ deskUrl: 'https://desk.example.com' })
})
after(() => wallet.close())

const get = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  fetch(`${wallet.url}/demo-wallet${path}`, { headers: { cookie, ...headers }, redirect: 'manual' })
const text = async (path: string, cookie = '', headers: Record<string, string> = {}) => (await get(path, cookie, headers)).text()
const form = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(`${wallet.url}/demo-wallet${path}`, { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields), redirect: 'manual' })
const WU = 'yunhe_customer=C-88214'

test('who is not signed in may choose among all customers', async () => {
  const page = await text('/')
  for (const { customer } of walletData(NOW).stories) assert.ok(page.includes(customer.name), customer.name)
  assert.ok(page.includes('data-signed-in="no"'))
})

test('choosing a customer sets a cookie; choosing nobody takes it away', async () => {
  const chosen = await form('/customer', { externalId: 'C-88214' })
  assert.equal(chosen.status, 303)
  assert.match(chosen.headers.get('set-cookie') ?? '', /^yunhe_customer=C-88214;.*HttpOnly; SameSite=Lax/)
  for (const externalId of ['', 'C-00000']) {
    assert.match((await form('/customer', { externalId }, WU)).headers.get('set-cookie') ?? '', /^yunhe_customer=;.*Max-Age=0/)
  }
})

test('home is titled as what it is, in both languages', async () => {
  assert.ok((await text('/', WU)).includes('<title>首页 - 云禾钱包</title>'))
  assert.ok((await text('/', `${WU}; yunhe_language=en`)).includes('<title>Home - '))
})

test('home shows what can be spent, what is in the account and what is on hold', async () => {
  const page = await text('/', WU)
  for (const figure of ['¥96.40', '¥326.40', '¥230.00']) assert.ok(page.includes(figure), figure)
})

test('a transaction says where the money is and why, and can be asked about', async () => {
  const page = await text('/transactions/T88214-failed', WU)
  assert.ok(page.includes(zh.place.not_charged))
  assert.ok(page.includes(zh.reason.insufficient_funds.why))
  assert.ok(page.includes('data-transaction="T88214-failed" data-question="payment"'))
})

test('another customer’s transaction is no page at all', async () => {
  assert.equal((await get('/transactions/T88102-unknown', WU)).status, 404)
  assert.equal((await get('/transactions/T88102-unknown')).status, 404)
})

test('no page tells a reason that must not be told, nor any provider code', async () => {
  const data = walletData(NOW)
  for (const { customer } of data.stories) {
    for (const one of data.transactions(customer.externalId, NOW) ?? []) {
      if (one.reason === null || !UNDISCLOSED_REASONS.includes(one.reason)) continue
      const page = await text(`/transactions/${one.id}`, `yunhe_customer=${customer.externalId}; yunhe_language=en`)
      assert.ok(!page.includes(one.reason) && !page.includes(one.providerCode ?? '-'), one.id)
      assert.ok(one.status === 'held' || page.includes(en.reason.issuer_declined.why), one.id)
    }
  }
})

test('every page of every customer is there, in both languages', async () => {
  const data = walletData(NOW)
  for (const { customer } of data.stories) {
    for (const language of ['zh-CN', 'en']) {
      const cookie = `yunhe_customer=${customer.externalId}; yunhe_language=${language}`
      const paths = [
        '/',
        '/account',
        '/customers',
        '/transactions',
        ...(data.transactions(customer.externalId, NOW) ?? []).slice(0, 12).map((one) => `/transactions/${one.id}`),
      ]
      for (const path of paths) {
        const reply = await get(path, cookie)
        assert.equal(reply.status, 200, path)
        assert.doesNotMatch(await reply.text(), /undefined|\[object|NaN/, path)
      }
    }
  }
})

test('older transactions follow page by page', async () => {
  const first = await text('/transactions', WU)
  const next = /href="\/demo-wallet(\/transactions\?cursor=[^"]+)"/.exec(first)?.[1]
  assert.ok(next)
  const second = await text(next, WU)
  assert.ok(second.includes('T88214-'))
  assert.ok(!second.includes('T88214-failed'))
})

test('the token is the chosen customer’s and is never cached; without a choice there is none', async () => {
  const reply = await get('/token', `${WU}; yunhe_language=en`)
  assert.equal(reply.headers.get('cache-control'), 'no-store')
  const claims = decodeJwt(await reply.text())
  assert.equal(claims.sub, 'C-88214')
  assert.equal(claims.iss, 'Yunhe Wallet')
  assert.equal(claims['locale'], 'en')
  assert.equal((await get('/token')).status, 401)
})

test('language follows the choice, else the customer, else the browser; theme follows the choice', async () => {
  assert.ok((await text('/', `${WU}; yunhe_language=en`)).includes('<html lang="en">'))
  assert.ok((await text('/', 'yunhe_customer=C-83350')).includes('<html lang="en">'))
  assert.ok((await text('/', '', { 'accept-language': 'en-GB,en' })).includes('<html lang="en">'))
  assert.ok((await text('/', `${WU}; yunhe_theme=dark`)).includes('<html lang="zh-CN" data-theme="dark">'))
})

test('settings lead back to where one was, and nowhere else', async () => {
  const back = async (path: string) => (await form('/settings', { theme: 'dark', back: path })).headers.get('location')
  assert.equal(await back('/demo-wallet/transactions/T88214-failed'), '/demo-wallet/transactions/T88214-failed')
  for (const path of ['https://elsewhere.example', '//elsewhere.example', '/demo-wallet/../x\r\n', 'javascript:1'])
    assert.equal(await back(path), '/demo-wallet/')
})

test('a page may load itself and the desk’s origin, and nothing else', async () => {
  const reply = await get('/', WU)
  const policy = reply.headers.get('content-security-policy') ?? ''
  assert.ok(policy.includes("default-src 'none'"))
  assert.ok(policy.includes("script-src 'self' https://desk.example.com;"))
  assert.ok(policy.includes("connect-src 'self' https://desk.example.com wss://desk.example.com;"))
  assert.doesNotMatch(policy, /unsafe|\*/)
  const page = await reply.text()
  assert.ok(page.includes('src="https://desk.example.com/widget.js"'))
  assert.doesNotMatch(page, /<script(?![^>]*src=)|\sstyle=|\son\w+=/)
})

test('the design tokens are served with the page’s own style and script', async () => {
  for (const [name, type] of [
    ['tokens.css', /css/],
    ['wallet.css', /css/],
    ['wallet.js', /javascript/],
  ] as const) {
    const reply = await get(`/static/${name}`)
    assert.equal(reply.status, 200)
    assert.match(reply.headers.get('content-type') ?? '', type)
  }
})
