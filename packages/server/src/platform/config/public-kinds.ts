/** Settings whose words the public reads on the status page. */
import * as z from 'zod'
import { refuse, split } from './kinds.ts'

type Both = { 'zh-CN': string; en: string }
/** `key` as incidents name it, e.g. `fn.topup`. */
export type WalletFunction = { key: string; name: Both }
export type Contact = { kind: 'phone' | 'email' | 'web' | 'app'; value: string; when: Both }

const FUNCTION = /^([a-z0-9][a-z0-9-]{0,29})=([^|]{1,40})\|([^|]{1,40})$/
const CONTACT_KINDS = ['phone', 'email', 'web', 'app'] as const
const MOST = 20

export const walletFunctions = z.string().transform((value, ctx): WalletFunction[] => {
  const read = split(value).map((item) => FUNCTION.exec(item))
  const bad = read.findIndex((found) => found === null)
  if (bad !== -1) return refuse(ctx, `holds ${split(value)[bad]}, which is not key=Chinese name|English name`)
  const functions = read.map((found) => ({ key: `fn.${found?.[1]}`, name: { 'zh-CN': found?.[2]?.trim() ?? '', en: found?.[3]?.trim() ?? '' } }))
  if (new Set(functions.map(({ key }) => key)).size < functions.length) return refuse(ctx, 'names a key twice')
  return functions.length > MOST ? refuse(ctx, `names more than ${MOST}`) : functions
})

export const contacts = z.string().transform((value, ctx): Contact[] => {
  const items = value
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
  const read = items.map(readContact)
  const bad = read.indexOf(null)
  if (bad !== -1) return refuse(ctx, `holds ${items[bad]}, which is not ${CONTACT_KINDS.join(', ')}, | and the contact`)
  return read.length > MOST ? refuse(ctx, `names more than ${MOST}`) : read.filter((one) => one !== null)
})

function readContact(item: string): Contact | null {
  const [named = '', value = '', zh = '', en = '', ...rest] = item.split('|').map((part) => part.trim())
  const kind = CONTACT_KINDS.find((one) => one === named)
  if (kind === undefined || value === '' || rest.length > 0 || [value, zh, en].some((part) => part.length > 120)) return null
  return { kind, value, when: { 'zh-CN': zh, en: en === '' ? zh : en } }
}
