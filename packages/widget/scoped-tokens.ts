/**
 * The shared tokens as the shadow root needs them: on `:host`, and only those that the widget's own style names. The
 * tokens stay in `packages/ui`; nothing is copied by hand.
 */
const SELECTORS: Readonly<Record<string, string>> = {
  ':root, [data-theme="light"]': ':host',
  ':root:not([data-theme="light"])': ':host(:not([data-theme="light"]))',
  '[data-theme="dark"]': ':host([data-theme="dark"])',
  ':root': ':host',
}

const namesIn = (style: string) => new Set(Array.from(style.matchAll(/var\((--[\w-]+)/g), ([, name]) => name))

/**
 * @param style the css whose `var(--…)` are wanted
 * @param there the css that is there before it and has brought its own
 */
export function scopedTokens(tokens: string, style: string, there = ''): string {
  const wanted = namesIn(style).difference(namesIn(there))
  const plain = tokens.replace(/\/\*[\s\S]*?\*\//g, '')
  return Array.from(plain.matchAll(/(@media[^{]+\{)?\s*(:root[^{]*|\[data-theme[^{]*)\{([^}]*)\}/g), ([, media, selector = '', body = '']) => {
    const scope = SELECTORS[selector.trim()]
    if (scope === undefined) return ''
    const kept = body
      .split(/;/)
      .map((line) => line.trim())
      .filter((line) => (line.startsWith('color-scheme') && there === '') || wanted.has(line.split(':')[0]?.trim() ?? ''))
    const rule = `${scope}{${kept.join(';')}}`
    return media === undefined ? rule : `${media}${rule}}`
  }).join('\n')
}
