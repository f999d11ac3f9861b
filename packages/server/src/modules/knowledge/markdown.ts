/** Articles as people read them: sanitised HTML for the help pages, plain text for the bot and for search. */
import { marked } from 'marked'
import sanitizeHtml from 'sanitize-html'

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['h2', 'h3', 'h4', 'p', 'ol', 'ul', 'li', 'strong', 'em', 'code', 'blockquote', 'a', 'br', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  allowedAttributes: { a: ['href'], ol: ['start'], th: ['align'], td: ['align'] },
  allowedSchemes: ['https', 'mailto', 'tel'],
  allowProtocolRelative: false,
}

export const htmlOf = (markdown: string): string => sanitizeHtml(marked.parse(markdown, { async: false, gfm: true }), ALLOWED)

/** Without marks: what stands in the article, one paragraph or list item a line. */
export function plainTextOf(markdown: string): string {
  const text = sanitizeHtml(marked.parse(markdown, { async: false, gfm: true }), { allowedTags: [], allowedAttributes: {}, textFilter: (part) => part })
  return unescape(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** The answer itself: an article's first paragraph, which stands alone. */
export const passageOf = (markdown: string): string => plainTextOf(markdown.split(/\n\s*\n/)[0] ?? '').replaceAll('\n', ' ')

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const unescape = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
