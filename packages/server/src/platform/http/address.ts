/** Where a caller is, as far as it can be believed, and what of it counts for limits. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

/** False: nobody's word is taken. A number: so many proxies stand in front. Else the proxies' addresses and networks. */
export type TrustProxy = false | number | readonly string[]

/** May the caller `hop` steps before us (0 = who is connected) say who was before him? */
export function trustRule(trustProxy: TrustProxy): (address: string, hop: number) => boolean {
  if (trustProxy === false) return () => false
  if (typeof trustProxy === 'number') return (_address, hop) => hop < trustProxy
  const proxies = new BlockList()
  for (const item of trustProxy) {
    const [network = '', bits] = item.split('/')
    const family = isIPv6(network) ? 'ipv6' : 'ipv4'
    if (bits === undefined) proxies.addAddress(network, family)
    else proxies.addSubnet(network, Number(bits), family)
  }
  return (address) => {
    const plain = withoutMapping(address)
    return proxies.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
  }
}

/** The same address for a socket's upgrade as Fastify finds for a request. */
export function addressReader(trustProxy: TrustProxy): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
  const isTrusted = trustRule(trustProxy)
  return ({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const nearestFirst = [socket.remoteAddress ?? '', ...forwarded.reverse()]
    return nearestFirst.find((address, hop) => !isTrusted(address, hop)) ?? nearestFirst.at(-1) ?? ''
  }
}

export type HostReader = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string | undefined

/** The name that was asked. A proxy that is believed may say it apart from the Host it asks us under. */
export function hostReader(trustProxy: TrustProxy): HostReader {
  const isTrusted = trustRule(trustProxy)
  return ({ headers, socket }) => {
    // Each proxy writes behind what came in: only the last is the nearest proxy's own word.
    const forwarded =
      String(headers['x-forwarded-host'] ?? '')
        .split(',')
        .at(-1)
        ?.trim() ?? ''
    return forwarded !== '' && isTrusted(socket.remoteAddress ?? '', 0) ? forwarded : headers.host
  }
}

/** What limits count: an IPv4 address by itself, of an IPv6 address the network, since one household has 2^64 of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return withoutMapping(address)
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const front = head.split(':').filter((group) => group !== '')
  const back = tail.split(':').filter((group) => group !== '')
  const groups = [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back]
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=[\d.]+$)/i, '')
