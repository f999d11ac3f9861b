/**
 * Article text as nodes of our own making. The server has cleaned it already; here only what is on the list is built
 * again, attribute by attribute, so that nothing else can ever come to life in a customer's page.
 */
const TAGS: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'strong',
  'b',
  'em',
  'i',
  'code',
  'pre',
  'blockquote',
  'br',
  'hr',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'a',
  'img',
  'figure',
  'figcaption',
  'dl',
  'dt',
  'dd',
  'span',
  'div',
  'small',
  'kbd',
])
/** The article's title is a third heading of the panel; what it holds stands below that. */
const UNDER_THE_TITLE: Readonly<Record<string, string>> = { h1: 'h4', h2: 'h4', h3: 'h5', h4: 'h6' }
/** With their content, not even as text. */
const GONE: ReadonlySet<string> = new Set(['script', 'style', 'template', 'iframe', 'object', 'embed', 'noscript', 'svg', 'math', 'form'])

export type SafeHtml = {
  /** Links to these are opened inside the widget. */
  readonly onArticle: (slug: string) => void
  readonly base: string
}

export function safeNodes(html: string, options: SafeHtml): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const fragment = document.createDocumentFragment()
  copyChildren(parsed.body, fragment, options)
  return fragment
}

function copyChildren(from: Node, to: Node, options: SafeHtml): void {
  for (const child of from.childNodes) {
    if (child instanceof Text) to.appendChild(document.createTextNode(child.data))
    else if (child instanceof Element) copyElement(child, to, options)
  }
}

function copyElement(element: Element, to: Node, options: SafeHtml): void {
  const tag = element.localName
  if (GONE.has(tag)) return
  if (!TAGS.has(tag)) return copyChildren(element, to, options)
  const made = tag === 'a' ? linkLike(element, options) : tag === 'img' ? imageLike(element, options) : document.createElement(UNDER_THE_TITLE[tag] ?? tag)
  if (made === null) return
  for (const name of ['colspan', 'rowspan', 'start']) {
    const value = element.getAttribute(name)
    if (value !== null && /^\d{1,3}$/.test(value)) made.setAttribute(name, value)
  }
  copyChildren(element, made, options)
  to.appendChild(made)
}

/** Only web and mail addresses; one to another help article stays in the widget. */
function linkLike(element: Element, { base, onArticle }: SafeHtml): HTMLElement {
  const address = addressOf(element.getAttribute('href'), base)
  if (address === null || !['http:', 'https:', 'mailto:', 'tel:'].includes(address.protocol)) return document.createElement('span')
  const link = document.createElement('a')
  link.href = address.href
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  const slug = address.origin === new URL(base).origin ? /\/(?:articles|help(?:\/[^/]+)?)\/([a-z0-9-]+)$/.exec(address.pathname)?.[1] : undefined
  if (slug !== undefined) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      onArticle(slug)
    })
  }
  return link
}

/** Pictures from the desk itself alone: nothing is fetched from any other host. */
function imageLike(element: Element, { base }: SafeHtml): HTMLElement | null {
  const address = addressOf(element.getAttribute('src'), base)
  if (address === null || address.origin !== new URL(base).origin) return null
  const image = document.createElement('img')
  image.src = address.href
  image.alt = element.getAttribute('alt') ?? ''
  image.loading = 'lazy'
  return image
}

function addressOf(text: string | null, base: string): URL | null {
  try {
    return text === null ? null : new URL(text, `${base}/`)
  } catch {
    return null
  }
}
