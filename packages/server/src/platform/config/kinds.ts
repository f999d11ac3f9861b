/** What a configuration value may look like: each kind reads the text of one environment variable. */
import { isIP } from 'node:net'
import * as z from 'zod'

const COUNTED = /^\d{1,15}$/

export const text = (max: number) => z.string().trim().min(1, 'is empty').max(max, `is longer than ${max} characters`)

export const whole = ({ from, to }: { from: number; to: number }) =>
  z.string().transform((value, ctx) => {
    const number = COUNTED.test(value) ? Number(value) : Number.NaN
    return number >= from && number <= to ? number : refuse(ctx, `is not a whole number from ${from} to ${to}`)
  })

export const onOff = z.string().transform((value, ctx) => {
  const word = value.toLowerCase()
  return word === 'on' ? true : word === 'off' ? false : refuse(ctx, 'is neither on nor off')
})

export const secret = z.string().min(32, 'is shorter than 32 characters')

export const oneOf = <T extends string>(words: readonly T[]) =>
  z.string().transform((value, ctx) => words.find((word) => word === value) ?? refuse(ctx, `is none of ${words.join(', ')}`))

/** Some of the words, comma between, none twice, in the order of `words`. */
export const someOf = <T extends string>(words: readonly T[]) =>
  z.string().transform((value, ctx) => {
    const given = new Set(split(value))
    const known = words.filter((word) => given.delete(word))
    if (given.size > 0) return refuse(ctx, `names ${[...given].join(', ')}, which is none of ${words.join(', ')}`)
    return known.length > 0 ? known : refuse(ctx, 'is empty')
  })

/** An absolute address with one of the protocols; user and password only where a protocol's addresses carry them. */
export const address = (protocols: string[]) =>
  z.string().transform((value, ctx) => {
    const url = URL.parse(value)
    return url && protocols.includes(url.protocol.slice(0, -1))
      ? value
      : refuse(ctx, `is not an address that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`)
  })

/** Several of them, comma between, none twice. */
export const addresses = (protocols: string[]) =>
  z.string().transform((value, ctx) => {
    const bad = split(value).find((item) => !protocols.includes(URL.parse(item)?.protocol.slice(0, -1) ?? ''))
    if (bad !== undefined) return refuse(ctx, `holds ${bad}, which is not an address that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`)
    return [...new Set(split(value))]
  })
/** A bare mail address, without a name beside it. */
export const mailAddress = z
  .string()
  .trim()
  .max(254, 'is longer than 254 characters')
  .refine((value) => z.email().safeParse(value).success, 'is not a mail address')

/** Scheme, host and port, nothing behind; a closing slash is taken off. */
export const origin = z.string().transform((value, ctx) => asOrigin(value) ?? refuse(ctx, `is not an origin (scheme, host, port, nothing behind)`))

export const origins = z.string().transform((value, ctx) => {
  const bad = split(value).find((item) => asOrigin(item) === null)
  return bad === undefined
    ? split(value).flatMap((item) => asOrigin(item) ?? [])
    : refuse(ctx, `holds ${bad}, which is not an origin (scheme, host, port, nothing behind)`)
})

/** Sources for the frame-ancestors directive. */
export const frameAncestors = z.string().transform((value, ctx) => {
  if (value === 'none' || value === 'self') return [`'${value}'`]
  const bad = split(value).find((item) => item !== 'self' && asOrigin(item) === null)
  if (bad !== undefined) return refuse(ctx, `holds ${bad}, which is neither none, self nor an origin`)
  return split(value).map((item) => (item === 'self' ? `'self'` : (asOrigin(item) ?? item)))
})

/** False, a number of hops, or the addresses and networks of the proxies. */
export const trustedProxies = z.string().transform((value, ctx): false | number | string[] => {
  if (value.toLowerCase() === 'off') return false
  if (/^\d{1,2}$/.test(value)) return Number(value) || false
  const bad = split(value).find((item) => !isNetwork(item))
  return bad === undefined ? split(value) : refuse(ctx, `holds ${bad}, which is neither an IP address nor a network`)
})

export const timeZone = z.string().transform((value, ctx) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return refuse(ctx, 'is not a time zone name of the IANA list')
  }
})

export const databaseAddress = z.string().transform((value, ctx) => {
  const url = URL.parse(value)
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol)) return refuse(ctx, 'is not an address that starts with postgres://')
  return url.pathname.length > 1 ? value : refuse(ctx, 'names no database behind the host')
})

export const split = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

function asOrigin(value: string): string | null {
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null
  return url.href === `${url.origin}/` && !value.endsWith('?') && !value.endsWith('#') ? url.origin : null
}

function isNetwork(item: string): boolean {
  const [ip = '', bits, ...rest] = item.split('/')
  const family = isIP(ip)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

export function refuse(ctx: z.RefinementCtx, message: string): never {
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
}
