/** Where mail goes out, and who it is from. */
import type { Faults } from './problems.ts'
import type { SettingValues } from './settings.ts'

export type SmtpServer = {
  host: string
  port: number
  /** TLS from the first byte; else STARTTLS. */
  secure: boolean
  /** Nothing is sent unencrypted. */
  mustEncrypt: boolean
  login: { user: string; pass: string } | null
}
export type MailConfig = {
  smtp: SmtpServer
  /** A bare address. */
  from: string
  /** The wallet's page where the customer finds the conversation again. */
  link: string | null
}

/** Null: no mail goes out. */
export function readMail(values: SettingValues, { demoLink, faults }: { demoLink: string | null; faults: Faults }): MailConfig | null {
  if (values.SMTP_URL === undefined) return null
  if (values.MAIL_FROM === undefined) {
    if (!faults.list.some((fault) => fault.name === 'MAIL_FROM')) faults.add('MAIL_FROM', 'is required with SMTP_URL')
    return null
  }
  let smtp: SmtpServer
  try {
    smtp = smtpServerOf(values.SMTP_URL)
  } catch {
    faults.add('SMTP_URL', 'holds a % that begins no encoded character: a % of the password is written %25')
    return null
  }
  return { smtp, from: values.MAIL_FROM, link: values.MAIL_LINK ?? demoLink }
}

/** `smtps://` encrypts at once, `smtp://` by STARTTLS, without which it sends on this machine only, or with `?tls=optional`. */
export function smtpServerOf(address: string): SmtpServer {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    mustEncrypt: !secure && !isLoopback(host) && url.searchParams.get('tls') !== 'optional',
    login: url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')
