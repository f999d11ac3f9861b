import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { Refused } from '../platform/refused.ts'
import { knownReader } from './access-ports.ts'

test('of who reads at an open door only what a wallet has signed is looked at: a visitor’s own secret is no token that was refused', async () => {
  const looked: string[] = []
  const reader = knownReader(
    (token) => {
      looked.push(token)
      return token === 'signed'
        ? Promise.resolve({ externalId: 'user-1', name: null, language: null, email: null, expiresAt: new Date() })
        : Promise.reject(new Refused('auth.invalid_token'))
    },
    () => new Date(),
  )
  const asked = (authorization?: string) => reader({ headers: { authorization } } as FastifyRequest) // nothing else of it is read
  assert.deepEqual(await Promise.all([asked('Bearer signed'), asked('Bearer rubbish'), asked('Bearer visitor.secret'), asked()]), ['user-1', null, null, null])
  assert.deepEqual(looked, ['signed', 'rubbish'])
})
