/** Just enough of RFC 6265 for our own two cookies: names and values are base64url and need no quoting. */

export type CookieOptions = { httpOnly: boolean; secure: boolean; maxAgeSeconds: number }

/** The value of the first cookie of this name, or undefined. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

/** A `Set-Cookie` value for the whole site, never sent along by other sites' pages. */
export function writeCookie(name: string, value: string, { httpOnly, secure, maxAgeSeconds }: CookieOptions): string {
  if (!/^[\w-]*$/.test(value)) throw new Error(`the value of cookie ${name} needs quoting`)
  return [`${name}=${value}`, 'Path=/', `Max-Age=${maxAgeSeconds}`, 'SameSite=Lax', ...(httpOnly ? ['HttpOnly'] : []), ...(secure ? ['Secure'] : [])].join('; ')
}
