import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { test } from 'node:test'
import sharp from 'sharp'
import { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { attachTo, claimAttachments, redactAttachments } from './api.ts'
import { makePdf } from './files/fixtures/make-pdf.ts'
import { openAttachmentDesk } from './testing/attachment-desk.ts'

const desk = await openAttachmentDesk()
const PNG = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#2050c0' } })
  .png()
  .toBuffer()
const HEIC = readFileSync(new URL('./files/fixtures/halves.heic', import.meta.url))
const TEN_MB = 10 * 1024 * 1024

test('a picture is taken under a safe name and its content’s own type', async () => {
  const customer = await desk.aCustomer()
  const { status, body } = await desk.upload(customer, PNG, '../../支付 截图.exe', 'application/x-msdownload')
  assert.equal(status, 200)
  const { id: _id, sizeBytes: _size, ...rest } = AttachmentView.parse(body.attachment)
  assert.deepEqual(rest, { name: '支付 截图.png', mediaType: 'image/png', width: 800, height: 600, hasThumbnail: true })
})

test('HEIC becomes JPEG, and a PDF has no thumbnail', async () => {
  const agent = await desk.anAgent()
  const photo = await desk.upload(agent, HEIC, 'IMG_1.HEIC', 'image/heic')
  assert.deepEqual([photo.body.attachment?.mediaType, photo.body.attachment?.name], ['image/jpeg', 'IMG_1.jpg'])
  const paper = await desk.upload(agent, makePdf(), '对账单.pdf', 'application/pdf')
  assert.deepEqual([paper.body.attachment?.mediaType, paper.body.attachment?.hasThumbnail], ['application/pdf', false])
  assert.equal((await desk.call(`/attachments/${paper.body.attachment?.id}/link?variant=thumbnail`, agent)).body.code, 'attachment.not_found')
})

test('what is not allowed, damaged or missing is refused with its own code', async () => {
  const customer = await desk.aCustomer()
  const html = await desk.upload(customer, Buffer.from('<html><script>1</script>'), 'picture.png', 'image/png')
  assert.deepEqual([html.status, html.body.code], [415, 'attachment.type_not_allowed'])
  const cut = await desk.upload(customer, PNG.subarray(0, 100))
  assert.deepEqual([cut.status, cut.body.code], [422, 'attachment.damaged'])
  const none = await desk.call('/attachments', customer, { method: 'POST', body: new FormData() })
  assert.deepEqual([none.status, none.body.code], [400, 'request.invalid'])
  const json = await desk.call('/attachments', customer, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })
  assert.deepEqual([json.status, json.body.code], [415, 'request.unsupported_type'])
  const two = new FormData()
  for (const name of ['a.png', 'b.png']) two.append('file', new Blob([new Uint8Array(PNG)]), name)
  assert.equal((await desk.call('/attachments', customer, { method: 'POST', body: two })).status, 400)
  const { rowCount } = await desk.pool.query('select from attachment where customer_id = $1', [customer.customerId])
  assert.equal(rowCount, 0)
})

test('ten megabytes are looked at, one byte more is refused', async () => {
  const customer = await desk.aCustomer()
  const full = await desk.upload(customer, Buffer.concat([PNG, Buffer.alloc(TEN_MB - PNG.length)]))
  assert.equal(full.status, 200)
  const more = await desk.upload(customer, Buffer.alloc(TEN_MB + 1))
  assert.deepEqual([more.status, more.body.code], [413, 'attachment.too_large'])
  const muchMore = await desk.upload(customer, Buffer.alloc(5 * TEN_MB))
  assert.deepEqual([muchMore.status, muchMore.body.code], [413, 'attachment.too_large'])
})

test('a sender that names no length is stopped at ten megabytes too', async () => {
  const customer = await desk.aCustomer()
  async function* endless() {
    yield Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n')
    for (let sent = 0; sent < 4 * TEN_MB; sent += 65_536) yield Buffer.alloc(65_536)
    yield Buffer.from('\r\n--b--\r\n')
  }
  const init = { method: 'POST', body: ReadableStream.from(endless()), duplex: 'half', headers: { 'content-type': 'multipart/form-data; boundary=b' } }
  const answer = await desk.call('/attachments', customer, init as RequestInit) // the type does not know `duplex` yet
  assert.deepEqual([answer.status, answer.body.code], [413, 'attachment.too_large'])
})

test('an upload that breaks off leaves nothing behind and gives its place back', async () => {
  const customer = await desk.aCustomer()
  const before = (await desk.storedFiles()).length
  for (let round = 0; round < 6; round += 1) {
    const socket = connect(Number(new URL(desk.origin).port), '127.0.0.1')
    socket.write(
      `POST /api/customer/attachments HTTP/1.1\r\nhost: x\r\nx-person: ${customer.customerId}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc`,
    )
    await new Promise((resolve) => setTimeout(resolve, 40))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.equal((await desk.upload(customer, PNG)).status, 200)
  assert.equal((await desk.storedFiles()).length, before + 2)
})

test('thirty files that were never posted are enough', async () => {
  const customer = await desk.aCustomer()
  await desk.pool.query(
    `insert into attachment (id, customer_id, state, name, media_type, size_bytes, sha256, has_thumbnail, created_at)
    select gen_random_uuid(), $1, 'stored', 'a.png', 'image/png', 1, sha256('x'), false, $2 from generate_series(1, 30)`,
    [customer.customerId, desk.clock.now()],
  )
  const { status, body } = await desk.upload(customer, PNG)
  assert.deepEqual([status, body.code], [413, 'attachment.too_many'])
})

test('a link fetches the file with headers that let no page run', async () => {
  const customer = await desk.aCustomer()
  const { body } = await desk.upload(customer, makePdf(), "it's 对账单 (1).pdf", 'text/html')
  const link = await desk.call(`/attachments/${body.attachment?.id}/link`, customer)
  const answer = await fetch(`${desk.origin}${link.body.url}`)
  assert.equal(answer.status, 200)
  assert.ok(Buffer.from(await answer.arrayBuffer()).equals(makePdf()))
  const header = (name: string) => answer.headers.get(name)
  assert.equal(header('content-type'), 'application/pdf')
  assert.equal(header('content-disposition'), `attachment; filename*=UTF-8''it%27s%20${encodeURIComponent('对账单')}%20%281%29.pdf`)
  assert.equal(header('x-content-type-options'), 'nosniff')
  assert.equal(header('content-security-policy'), "sandbox; default-src 'none'")
  assert.equal(header('cross-origin-resource-policy'), 'cross-origin')
  assert.match(header('cache-control') ?? '', /^private, max-age=(300|29\d)$/)
  assert.equal((await fetch(`${desk.origin}${link.body.url}`, { method: 'HEAD' })).status, 200)
})

test('a thumbnail is shown in place and small', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const link = await desk.call(`/attachments/${id}/link?variant=thumbnail`, customer)
  const answer = await fetch(`${desk.origin}${link.body.url}`)
  assert.equal(answer.headers.get('content-type'), 'image/webp')
  assert.match(answer.headers.get('content-disposition') ?? '', /^inline;/)
  assert.equal((await sharp(await answer.arrayBuffer()).metadata()).width, 480)
})

test('a forged or outlived link finds nothing', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const { url = '' } = (await desk.call(`/attachments/${id}/link`, customer)).body
  const otherSignature = url.replace(/s=./, (start) => (start === 's=A' ? 's=B' : 's=A'))
  for (const forged of [url.replace('original', 'thumbnail'), otherSignature, url.replace(/e=\d+/, 'e=9999999999'), url.replace(/&s=.*/, '&s=')]) {
    assert.equal((await fetch(`${desk.origin}${forged}`)).status, 404, forged)
  }
  assert.equal((await fetch(`${desk.origin}${url}`)).status, 200)
  desk.clock.advance(5 * 60_000)
  assert.equal((await fetch(`${desk.origin}${url}`)).status, 404)
})

test('another customer’s file is not found, nor is one of staff that was not posted', async () => {
  const [customer, other, agent] = [await desk.aCustomer(), await desk.aCustomer(), await desk.anAgent()]
  const own = await desk.aFile(customer, PNG)
  const draft = await desk.aFile(agent, PNG)
  const found = async (id: string, person: typeof customer | typeof agent) => (await desk.call(`/attachments/${id}/link`, person)).status
  assert.deepEqual(await Promise.all([found(own, customer), found(own, other), found(own, agent)]), [200, 404, 404])
  assert.deepEqual(await Promise.all([found(draft, agent), found(draft, customer), found(draft, await desk.anAgent())]), [200, 404, 404])
})

test('a posted file follows the entry it stands on, and a redacted one is gone for everybody at once', async () => {
  const [customer, agent, stranger] = [await desk.aCustomer(), await desk.anAgent(), await desk.anAgent()]
  const id = await desk.aFile(agent, PNG)
  const place = { conversationId: await desk.aConversation(customer), seq: 3 }
  await desk.runner.run(agent, async (ctx) => {
    await claimAttachments(ctx, [{ id, actor: agent }])
    await attachTo(ctx, [{ attachmentId: id, ...place }])
  })
  const link = (person: typeof customer | typeof agent) => desk.call(`/attachments/${id}/link`, person)
  assert.deepEqual([(await link(customer)).status, (await link(agent)).status], [404, 404])
  desk.letRead(place, customer)
  desk.letRead(place, agent)
  assert.deepEqual([(await link(customer)).status, (await link(agent)).status, (await link(stranger)).status], [200, 200, 404])

  const { url } = (await link(customer)).body
  await desk.runner.run(agent, (ctx) => redactAttachments(ctx, place))
  assert.equal((await fetch(`${desk.origin}${url}`)).status, 404)
  assert.deepEqual([(await link(customer)).status, (await link(agent)).status], [404, 404])
})
