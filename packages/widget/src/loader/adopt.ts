/** Style by constructed sheets, which a page's `style-src` does not forbid; in old web views by an element, as far as the page allows. */
export function adoptInto(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  } catch {
    const element = document.createElement('style')
    element.textContent = css
    root.prepend(element)
  }
}
