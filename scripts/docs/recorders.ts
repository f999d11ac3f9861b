/** Where an entry is made, and where its type alone is handed to the function that makes it. */
const MADE = /type: '([a-z_]+\.[a-z_]+)'/g
const NOTED = /\bnote\(ctx, [\w.]+, (.*)$/
const NAMED = /^(?:export )?(?:async )?(?:function\*? |const )(\w+)/
const LITERAL = /'([a-z_]+\.[a-z_]+)'/g

/**
 * Entry type → the functions that make it, found in the text: the nearest function above at the left margin.
 *
 * @param paths of source files; tests among them are passed over
 */
export function recordersIn(paths: readonly string[], read: (path: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const path of paths.filter((one) => !/\.test\.ts$|\/testing\//.test(one)).sort()) {
    let name = ''
    for (const line of read(path).split('\n')) {
      name = NAMED.exec(line)?.[1] ?? name
      for (const type of typesIn(line)) if (!found.get(type)?.includes(name)) found.set(type, [...(found.get(type) ?? []), name])
    }
  }
  return found
}

function typesIn(line: string): string[] {
  const noted = NOTED.exec(line)?.[1]
  if (noted !== undefined) return Array.from(noted.matchAll(LITERAL), ([, type = '']) => type)
  // A type that is named to pick its data out of a union makes nothing.
  return Array.from(line.replaceAll(/Extract<[^>]*>/g, '').matchAll(MADE), ([, type = '']) => type)
}
