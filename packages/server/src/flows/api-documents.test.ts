/** The API documents say what every door is for, what goes in and what comes back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../testing/database.ts'
import { aDesk } from './desk.ts'

const desk = await aDesk(await testDatabase())
await desk.app.http.ready()
type Operation = {
  summary?: string
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
const paths = desk.app.http.swagger().paths as unknown as Record<string, Record<string, Operation>> // the part that is read here

test('every door has a line that says what it is for', () => {
  const silent = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { summary }]) => (summary === undefined ? [`${method.toUpperCase()} ${path}`] : [])),
  )
  assert.deepEqual(silent, [])
})

test('a file to send, the words of a transcript and the state of a conversation are described', () => {
  for (const side of ['customer', 'staff']) {
    const body = paths[`/api/${side}/attachments`]?.['post']?.requestBody?.content
    assert.deepEqual(Object.keys(body ?? {}), ['multipart/form-data'])
    assert.match(JSON.stringify(body), /"format":"binary"/)
  }
  const replyOf = (what: string) => paths[`/api/customer/conversations/{conversationId}/${what}`]?.['get']?.responses['200']?.content ?? {}
  assert.match(JSON.stringify(replyOf('transcript')['text/plain']), /"string"/)
  assert.match(JSON.stringify(replyOf('state')['application/json']), /"ahead"/)
})
