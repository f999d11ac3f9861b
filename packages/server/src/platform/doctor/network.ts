/** What others reach us by, and what we reach: public address, webhooks, NATS. */
import { connect } from 'node:net'
import type { Config } from '../config.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'

const WITHIN_MS = 5_000

export function checkPublicUrl({ publicUrl, host, trustProxy, demo }: Pick<Config, 'publicUrl' | 'host' | 'trustProxy' | 'demo'>): Finding {
  const url = new URL(publicUrl)
  const isLocal = isLoopback(url.hostname)
  if (!isLocal && url.protocol === 'http:') {
    return failed(
      'public address',
      `${publicUrl} is not encrypted; passwords and conversations would travel open.`,
      'Put a proxy with TLS in front and set PUBLIC_URL=https://…',
    )
  }
  if (!isLocal && demo) return failed('public address', `The demo, whose staff anybody may sign in as, is on at ${publicUrl}.`, 'Set YINGDA_DEMO=off.')
  if (isLocal && !isLoopback(host))
    return note('public address', `The server listens on ${host} but calls itself ${publicUrl}.`, 'Set PUBLIC_URL to the address people use.')
  if (!isLocal && trustProxy === false)
    return note('public address', `${publicUrl}; every visitor has the proxy's address.`, 'Set TRUST_PROXY, so that limits count visitors.')
  return ok('public address', `${publicUrl}${isLocal ? ', for this machine only' : ''}.`)
}

/** Whether somebody listens there: to post something for a trial would be a message to a customer. */
export async function checkWebhooks({ webhook, statusWebhooks, demo }: Pick<Config, 'webhook' | 'statusWebhooks' | 'demo'>): Promise<Finding[]> {
  const told = [
    ...(webhook === null ? [] : [{ name: 'WEBHOOK_URL', url: webhook.url }]),
    ...(statusWebhooks?.urls ?? []).map((url) => ({ name: 'STATUS_WEBHOOK_URLS', url })),
  ]
  const found = await Promise.all(told.map((one) => checkListener(one, demo)))
  if (webhook !== null) return found
  return [note('webhook', 'The wallet is not told of answers, so no phone is woken by one.', 'Set WEBHOOK_URL and WEBHOOK_SECRET.'), ...found]
}

async function checkListener({ name, url }: { name: string; url: string }, demo: boolean): Promise<Finding> {
  const { hostname, port, protocol } = new URL(url)
  const why = await reach({ host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port) || (protocol === 'https:' ? 443 : 80) })
  if (why === null) return ok('webhook', `Somebody listens at ${url}.`)
  // The demo wallet runs inside the server, which need not be running now.
  if (demo && isLoopback(hostname)) return note('webhook', `Nobody listens at ${url}: ${why}.`, 'The demo wallet starts with npm start.')
  return failed('webhook', `${url} cannot be reached: ${why}.`, `Correct ${name}, or the network.`)
}

export async function checkNats({ natsUrl, roles }: Pick<Config, 'natsUrl' | 'roles'>): Promise<Finding> {
  if (natsUrl === null)
    return roles.length === 3
      ? ok('nats', 'Not used: one process.')
      : note('nats', 'Not used: other processes are heard of every 250 ms only.', 'Set NATS_URL.')
  const { hostname, port } = new URL(natsUrl)
  const reached = await reach({ host: hostname, port: Number(port) || 4222 })
  return reached === null
    ? ok('nats', `${hostname} answers.`)
    : failed('nats', `${hostname} cannot be reached: ${reached}.`, 'Correct NATS_URL, or the network.')
}

/** @returns why not, or null */
function reach(target: { host: string; port: number }): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ ...target, timeout: WITHIN_MS })
    const end = (reason: string | null): void => {
      socket.destroy()
      resolve(reason)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end('no answer'))
    socket.once('error', (error) => end(reasonOf(error)))
  })
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || host === '::1' || host.startsWith('127.')
