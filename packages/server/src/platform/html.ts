/**
 * Pages and feeds that the server writes itself. What stands between the pieces of a template is text and is escaped, in
 * elements and in quoted attributes alike; only what came out of a template is taken as it is.
 */
export type Html = { readonly html: string }
type Part = Html | string | number | null | false | undefined | readonly Part[]

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
// What XML cannot carry at all goes as well: a feed with one such character is read by nobody.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export const escaped = (text: string): string => text.replace(UNPRINTABLE, '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** null, false and undefined stand for nothing. */
export function html(pieces: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: pieces.reduce((made, piece, index) => made + textOf(parts[index - 1]) + piece) }
}

/** Words of the program's own that are markup already: an icon, a style sheet. Never what anybody typed. */
export const markup = (own: string): Html => ({ html: own })

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (Array.isArray(part)) return part.map(textOf).join('')
  if (typeof part === 'object' && 'html' in part) return part.html
  return escaped(String(part))
}
