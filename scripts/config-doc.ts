/**
 * Writes the table of environment variables into README.md, between its two markers, from the list that is parsed. Run
 * after a variable has changed:
 *
 *     node scripts/node24.mjs scripts/config-doc.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configMarkdown } from '../packages/server/src/platform/config.ts'

export const README = fileURLToPath(new URL('../README.md', import.meta.url))

const FROM = '<!-- configuration: written by scripts/config-doc.ts -->'
const TO = '<!-- end of configuration -->'

/** The text with the table between its markers renewed. Throws where a marker is missing or stands twice. */
export function withTable(text: string, table: string): string {
  const [before, rest, ...more] = text.split(FROM)
  const [, after, ...evenMore] = rest?.split(TO) ?? []
  if (before === undefined || after === undefined || more.length + evenMore.length > 0) throw new Error(`README.md needs ${FROM} and ${TO}, each once`)
  return `${before}${FROM}\n\n${table}\n\n${TO}${after}`
}

if (import.meta.main) writeFileSync(README, withTable(readFileSync(README, 'utf8'), configMarkdown()))
