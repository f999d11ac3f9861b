/** Pages are text with holes; whatever goes into a hole is escaped unless it is itself a piece of page. */
export type Html = { readonly markup: string }
type Hole = string | number | Html | null | false | readonly Html[]

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char)

/** Null and false leave nothing; pieces and lists of pieces go in as they are; everything else is escaped. */
export const html = (parts: TemplateStringsArray, ...holes: Hole[]): Html => ({
  markup: parts.reduce((text, part, index) => text + fill(holes[index - 1] ?? null) + part),
})

function fill(hole: Hole): string {
  if (hole === null || hole === false) return ''
  if (typeof hole === 'string' || typeof hole === 'number') return escaped(String(hole))
  return 'markup' in hole ? hole.markup : hole.map((piece) => piece.markup).join('')
}
