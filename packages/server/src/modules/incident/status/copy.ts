import { StatusSnapshot } from '@yingda/protocol/http/status.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { Pages } from '../../../platform/storage/pages.ts'
import { statusFeed } from './feed.ts'
import { statusPage } from './page.ts'
import type { StatusLinks } from './status-links.ts'

/** The folder on the storage. */
export const STATUS_FOLDER = 'status'
export const SNAPSHOT = 'status.json'
const LANGUAGES = ['zh-CN', 'en'] as const satisfies readonly Language[]

const page = (language: Language): string => `index.${language}.html`
const feed = (language: Language): string => `feed.${language}.xml`

/** The copy's own pages name each other, wherever they are put. */
export const copyLinks = (language: Language): StatusLinks => ({
  other: page(language === 'en' ? 'zh-CN' : 'en'),
  feed: feed(language),
  json: SNAPSHOT,
})

/** @param publicUrl where a feed's readers find the page, whatever server the copy is put on */
export async function writeCopy(pages: Pages, snapshot: StatusSnapshot, publicUrl: string): Promise<void> {
  for (const language of LANGUAGES) {
    const own = statusPage(snapshot, { language, age: null, links: copyLinks(language) })
    await pages.put(page(language), own, 'text/html; charset=utf-8')
    if (language === 'zh-CN') await pages.put('index.html', own, 'text/html; charset=utf-8')
    await pages.put(feed(language), statusFeed(snapshot, language, publicUrl), 'application/atom+xml; charset=utf-8')
  }
  // Last: whoever reads it finds the pages at least as new.
  await pages.put(SNAPSHOT, JSON.stringify(snapshot), 'application/json; charset=utf-8')
}

/** Null when there is none, or one of a release whose copy this one cannot read. */
export async function readCopy(pages: Pages): Promise<StatusSnapshot | null> {
  const text = await pages.get(SNAPSHOT)
  return text === null ? null : (StatusSnapshot.safeParse(JSON.parse(text)).data ?? null)
}
