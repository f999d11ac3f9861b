import { parseArgs } from 'node:util'

export type ReplayArguments = {
  file: string
  topicsFile: string | null
  limit: number | null
  concurrency: number
  /** Null: a server of its own on a fresh embedded database. */
  url: string | null
  identitySecret: string | null
  json: boolean
}

export const USAGE = `npm run replay -- FILE [options]

Sends every question of a CSV file (column "text") as a customer of its own through the public interfaces, waits for the
answer, and reports. Without --url it starts its own server on a fresh, temporary database.

  --limit N               ask the first N questions only
  --concurrency N         customers at once (8)
  --url URL               an already running server
  --identity-secret S     the secret the wallet signs its customers with (CUSTOMER_JWT_SECRET); needed with --url
  --topics FILE           JSON: label of the question (column "label" or "category") → article slugs, or "handover"
  --json                  the last line is one JSON object`

/** @throws Error whose message says what is wrong */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ReplayArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      limit: { type: 'string' },
      concurrency: { type: 'string' },
      url: { type: 'string' },
      topics: { type: 'string' },
      'identity-secret': { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new Error('name one CSV file')
  const url = values.url === undefined ? null : new URL(values.url).origin
  const identitySecret = values['identity-secret'] ?? env['CUSTOMER_JWT_SECRET'] ?? null
  if (url !== null && identitySecret === null) throw new Error('--url needs --identity-secret (or CUSTOMER_JWT_SECRET), to sign customers in')
  return {
    file,
    topicsFile: values.topics ?? null,
    limit: wholeNumber('limit', values.limit),
    concurrency: wholeNumber('concurrency', values.concurrency) ?? 8,
    url,
    identitySecret,
    json: values.json === true,
  }
}

function wholeNumber(name: string, value: string | undefined): number | null {
  if (value === undefined) return null
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1, not ${value}`)
  return number
}
