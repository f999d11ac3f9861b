/**
 * What the starter articles teach is learned when the program is built and comes with it, so that a first start answers
 * at once. Named by its key: other articles, another wallet's name or another learner find nothing here and learn.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FindableArticle } from '@yingda/domain/bot/findable-article.ts'
import { Language } from '@yingda/protocol/language.ts'
import { learnAside } from './learn-aside.ts'
import { keyOf, materialIn } from './material.ts'

const FOLDER = fileURLToPath(new URL('../../../../dist/learned/', import.meta.url))

/** Key → packed, or null. */
export type Shipped = (key: Buffer) => Promise<Uint8Array | null>

export const readShipped: Shipped = (key) => readFile(join(FOLDER, key.toString('hex'))).catch(() => null)

/**
 * Learn what is not learned yet, and let go of what is nobody's any more.
 *
 * @param articles of every language
 * @returns whether there was anything to learn
 */
export async function shipLearned(articles: readonly FindableArticle[], { folder = FOLDER, learn = learnAside } = {}): Promise<boolean> {
  await mkdir(folder, { recursive: true })
  const before = new Set(await readdir(folder))
  const materials = new Map(Language.options.map((language) => materialIn(language, articles)).map((material) => [keyOf(material).toString('hex'), material]))
  const missing = [...materials].filter(([name]) => !before.has(name))
  for (const [name, material] of missing) {
    const beside = join(folder, `${name}.${process.pid}`)
    await writeFile(beside, await learn(material, new AbortController().signal))
    await rename(beside, join(folder, name))
  }
  for (const name of before) if (!materials.has(name)) await rm(join(folder, name), { force: true })
  return missing.length > 0
}
