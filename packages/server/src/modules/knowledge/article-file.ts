/** Help articles as files: Markdown under a front matter, one file a language: `<slug>.<language>.md`. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { Language } from '@yingda/protocol/language.ts'
import { CanonicalReason } from '@yingda/protocol/wallet.ts'
import { INTENTS } from '@yingda/domain/bot/intents.ts'

const FrontMatter = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  language: Language,
  title: z.string().min(1),
  topic: z.enum(['access', 'security', 'payment', 'transfer', 'topup', 'card', 'refund', 'dispute', 'account', 'fees', 'service']),
  intents: z.array(z.string().refine((id) => INTENTS.has(id), 'is not an intent')),
  reasons: z.array(CanonicalReason),
  updated: z.iso.date(),
  source: z.string().min(1),
  variants: z.array(z.string().min(1)).min(5),
})

export type ArticleFile = z.infer<typeof FrontMatter> & { markdown: string; contentHash: Buffer }

/** Every article of a folder, by name of file. @throws Error that names the file and what is wrong in it */
export async function readArticleFolder(folder: string): Promise<ArticleFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  return Promise.all(names.map(async (name) => parseArticleFile(name, await readFile(join(folder, name), 'utf8'))))
}

export function parseArticleFile(name: string, text: string): ArticleFile {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text)
  if (parts === null) throw new Error(`article ${name}: no front matter between two lines of ---`)
  const [, head = '', body = ''] = parts
  const parsed = FrontMatter.safeParse(parse(head, { schema: 'core' }))
  if (!parsed.success) throw new Error(`article ${name}: ${z.prettifyError(parsed.error)}`)
  if (name !== `${parsed.data.slug}.${parsed.data.language}.md`)
    throw new Error(`article ${name}: its slug and language say ${parsed.data.slug}.${parsed.data.language}.md`)
  return { ...parsed.data, markdown: body.trim(), contentHash: createHash('sha256').update(text).digest() }
}
