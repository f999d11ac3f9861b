/**
 * What the wallet's pages may load: themselves, and the desk's widget from the desk's own origin with its sockets and
 * pictures. Nothing inline, nothing from anywhere else.
 */
export function contentPolicy(deskUrl: string): Record<string, string[] | null> {
  const desk = new URL(deskUrl).origin
  const sockets = desk.replace(/^http/, 'ws')
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'", desk],
    'style-src': ["'self'", desk],
    'img-src': ["'self'", 'data:', 'blob:', desk],
    'connect-src': ["'self'", desk, sockets],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'upgrade-insecure-requests': null,
  }
}
