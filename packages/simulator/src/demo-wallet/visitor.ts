/** Who is looking and how: the customer chosen, the language and the theme, each in a cookie of its own. */
import type { Language } from '@yingda/protocol/language.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { CustomerStory } from '../story/script.ts'
import type { WalletData } from '../wallet-data.ts'
import { en } from './words-en.ts'
import type { Words } from './words-zh.ts'
import { zh } from './words-zh.ts'

export const Theme = z.enum(['auto', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

export type Visitor = { story: CustomerStory | null; language: Language; theme: Theme; words: Words; timeZone: string; now: Date; path: string }

export type CookieName = 'yunhe_customer' | 'yunhe_language' | 'yunhe_theme'
const YEAR_SECONDS = 31_536_000

function cookie(request: FastifyRequest, name: CookieName): string | undefined {
  const pair = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  try {
    return pair && decodeURIComponent(pair.slice(name.length + 1))
  } catch {
    return undefined
  }
}

/** Appended, so that one reply may set several. */
export function setCookie(reply: FastifyReply, name: CookieName, value: string) {
  const age = value === '' ? 0 : YEAR_SECONDS
  reply.header('set-cookie', `${name}=${encodeURIComponent(value)}; Path=/demo-wallet; HttpOnly; SameSite=Lax; Max-Age=${age}`)
}

export const chosenCustomer = (request: FastifyRequest, data: WalletData): CustomerStory | null => data.story(cookie(request, 'yunhe_customer') ?? '')

/** The language chosen, else the customer's own, else what the browser asks for. */
export function visitorOf(request: FastifyRequest, data: WalletData, now: Date): Visitor {
  const story = chosenCustomer(request, data)
  const chosen = cookie(request, 'yunhe_language')
  const language = chosen === 'en' || chosen === 'zh-CN' ? chosen : (story?.customer.language ?? preferred(request.headers['accept-language']))
  return {
    story,
    language,
    theme: Theme.catch('auto').parse(cookie(request, 'yunhe_theme')),
    words: language === 'en' ? en : zh,
    timeZone: story?.customer.timeZone ?? 'Asia/Shanghai',
    now,
    path: request.url,
  }
}

const preferred = (accepted = ''): Language => (/^\s*en\b/i.test(accepted) ? 'en' : 'zh-CN')
