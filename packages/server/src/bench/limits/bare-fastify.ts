/** The bound of an HTTP command: Fastify with a schema for the body and for the answer, and nothing behind it. */
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'

const text = { type: 'string' }
const app = Fastify()
app.post(
  '/api/customer/conversations/:id/messages',
  {
    schema: {
      body: {
        type: 'object',
        required: ['clientId', 'text', 'attachmentIds'],
        properties: { clientId: text, text, attachmentIds: { type: 'array', items: text } },
      },
      response: { 200: { type: 'object', properties: { conversationId: text, seq: { type: 'integer' }, at: text } } },
    },
  },
  async (request) => ({ conversationId: (request.params as { id: string }).id, seq: 1, at: new Date().toISOString() }), // as the path says
)
await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: (app.server.address() as AddressInfo).port }) // listens on TCP
process.on('disconnect', () => process.exit(0))
