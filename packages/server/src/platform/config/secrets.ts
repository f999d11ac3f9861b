/** The secrets: given by the environment, or kept on this machine when everything else is on it too. */
import { resolve } from 'node:path'
import type { Faults } from './problems.ts'
import { keptSecret } from './keys.ts'
import type { SettingValues } from './settings.ts'

/** How customers' tokens are checked. */
export type CustomerKeys = { kind: 'secret'; secret: string } | { kind: 'jwksUrl'; url: string } | { kind: 'jwksFile'; path: string }

export type SecretName = 'SESSION_SECRET' | 'WALLET_SECRET' | 'WEBHOOK_SECRET' | 'STATUS_WEBHOOK_SECRET' | 'CUSTOMER_JWT_SECRET'

/** The name of the file in `<dataDir>/keys`. */
export const keyFileName = (name: SecretName): string => name.toLowerCase().replaceAll('_', '-')

export type Secrets = (name: SecretName, need: string) => string

/**
 * With the embedded database a secret that is not given is made and kept. Never with DATABASE_URL: other processes
 * may share that database, and each would invent its own.
 */
export function secretsFrom(values: SettingValues, input: { embedded: boolean; make: boolean; dataDir: string; faults: Faults }): Secrets {
  const { embedded, make, dataDir, faults } = input
  return (name, need) => {
    const given = values[name]
    if (given !== undefined) return given
    if (faults.list.some((fault) => fault.name === name)) return ''
    if (!embedded) faults.add(name, `is required ${need}`)
    if (!embedded || faults.list.length > 0) return ''
    return keptSecret(dataDir, { name: keyFileName(name), make }) ?? ''
  }
}

/** Null: nobody can prove to be a customer of the wallet; all who ask are visitors. */
export function readCustomerKeys(values: SettingValues, input: { root: string; demo: boolean; secrets: Secrets; faults: Faults }): CustomerKeys | null {
  const { root, demo, secrets, faults } = input
  const names = ['CUSTOMER_JWT_SECRET', 'CUSTOMER_JWKS_URL', 'CUSTOMER_JWKS_FILE'] as const
  const given = names.filter((name) => values[name] !== undefined)
  for (const name of given.slice(1)) faults.add(name, `cannot stand beside ${given[0]}: give one of them`)

  if (values.CUSTOMER_JWKS_URL !== undefined) return { kind: 'jwksUrl', url: values.CUSTOMER_JWKS_URL }
  if (values.CUSTOMER_JWKS_FILE !== undefined) return { kind: 'jwksFile', path: resolve(root, values.CUSTOMER_JWKS_FILE) }
  if (values.CUSTOMER_JWT_SECRET === undefined && !demo) return null
  return { kind: 'secret', secret: secrets('CUSTOMER_JWT_SECRET', 'for the demo with DATABASE_URL') }
}
