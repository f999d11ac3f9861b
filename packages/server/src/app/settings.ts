/** What modules are given of the configuration, in their own words. */
import { readFile } from 'node:fs/promises'
import type { TokenSettings } from '../modules/customer/api.ts'
import type { VisitorLimits } from '../modules/intake/api.ts'
import type { Config } from '../platform/config.ts'
import { type KeySet, readKeySet } from '../platform/config/key-set.ts'
import { ConfigError, noFaults } from '../platform/config/problems.ts'

export function visitorLimits({ visitorLimits: set }: Config): VisitorLimits {
  return {
    conversations: { name: 'conversations', most: set.conversationsPerHour, windowSeconds: 3600 },
    messages: { name: 'messages', most: set.messagesPerMinute, windowSeconds: 60 },
    handovers: { name: 'handovers', most: set.handoversPerHour, windowSeconds: 3600 },
    uploads: { name: 'uploads', most: set.uploadsPerHour, windowSeconds: 3600 },
    visitors: { name: 'visitors', most: set.visitorsPerAddressPerHour, windowSeconds: 3600 },
    sockets: set.sockets,
    addressFactor: set.addressFactor,
  }
}

export async function tokenSettings({ customerKeys, customerJwtIssuer, customerJwtAudience }: Config): Promise<TokenSettings> {
  const rest = { issuer: customerJwtIssuer, audience: customerJwtAudience }
  if (customerKeys === null) return { keys: { kind: 'none' }, ...rest }
  if (customerKeys.kind === 'secret') return { keys: customerKeys, ...rest }
  if (customerKeys.kind === 'jwksUrl') return { keys: { kind: 'jwks_url', url: customerKeys.url }, ...rest }
  return { keys: { kind: 'jwks', jwks: await keySetAt(customerKeys.path) }, ...rest }
}

/** @throws ConfigError: a server with whose keys nobody can sign in does not start */
async function keySetAt(path: string): Promise<KeySet> {
  const text = await readFile(path, 'utf8').catch(wrong)
  const { keySet, fault } = readKeySet(text)
  return keySet ?? wrong(fault)

  function wrong(why: unknown): never {
    const faults = noFaults()
    faults.add('CUSTOMER_JWKS_FILE', why instanceof Error ? `cannot be read: ${why.message}` : `${String(why)} (${path})`)
    throw new ConfigError(faults.list)
  }
}
