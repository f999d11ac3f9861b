export type RelyingParty = { id: string; name: string; origins: string[] }

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * To whom a passkey belongs. Browsers make none for a bare IP address, so on this machine it is `localhost`, and the
 * console has to be opened by that name to use one.
 */
export function relyingPartyOf(publicUrl: URL): RelyingParty {
  if (!LOOPBACK.has(publicUrl.hostname)) return { id: publicUrl.hostname, name: 'Yingda', origins: [publicUrl.origin] }
  const port = publicUrl.port === '' ? '' : `:${publicUrl.port}`
  return { id: 'localhost', name: 'Yingda', origins: [`${publicUrl.protocol}//localhost${port}`] }
}
