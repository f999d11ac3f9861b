import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const documents = ['README.md', 'README.zh-CN.md', ...globSync('docs/**/*.md', { cwd: ROOT })]

/** Of a heading, as it stands in an address. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')

const headings = (path: string): Set<string> =>
  new Set(Array.from(readFileSync(join(ROOT, path), 'utf8').matchAll(/^#+ (.+)$/gm), ([, heading = '']) => anchorOf(heading)))

function brokenLinks(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8').replaceAll(/```[\s\S]*?```/g, '')
  const links = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link))
  return links.filter((link) => {
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? path : join(dirname(path), file)
    if (!existsSync(join(ROOT, target))) return true
    return anchor !== undefined && target.endsWith('.md') && !headings(target).has(decodeURIComponent(anchor))
  })
}

for (const path of documents) {
  test(`${path} links only to what is there`, () => assert.deepEqual(brokenLinks(path), []))
}

/** A file of this repository, from its root or from `packages/server/src`, and what ends in a folder. */
const isThere = (path: string): boolean => ['', 'packages/', 'packages/server/src/', 'packages/server/'].some((base) => existsSync(join(ROOT, base, path)))

for (const path of documents.filter((one) => one.startsWith('docs/') && !one.includes('decisions'))) {
  test(`${path} names only files that are there`, () => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    const named = Array.from(text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|tsx|sql|cjs|mjs|md))`/g), ([, file = '']) => file)
    assert.deepEqual(
      named.filter((file) => !isThere(file)),
      [],
    )
  })
}
