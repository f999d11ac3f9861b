import type { StatusIncident, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { html, type Html } from '../../../platform/html.ts'
import { namesOf } from './parts.ts'
import { telling, type Telling } from './times.ts'

/** More than any reader of feeds keeps. */
const MOST = 100

type Item = { incident: StatusIncident; update: StatusIncident['updates'][number]; number: number }

/**
 * The Atom feed (RFC 4287): one entry for each thing that was said, newest first, each with an id that stays.
 *
 * @param publicUrl where the page stands
 */
export function statusFeed(snapshot: StatusSnapshot, language: Language, publicUrl: string): string {
  const tell = telling(language, { timeZone: snapshot.timeZone, today: snapshot.at })
  const items = snapshot.incidents
    .flatMap((incident): Item[] => incident.updates.map((update, index) => ({ incident, update, number: incident.updates.length - index })))
    .sort((a, b) => b.update.at.localeCompare(a.update.at))
    .slice(0, MOST)
  const page = `${publicUrl}/status?lang=${language}`
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<title>${tell.words.feedTitle(snapshot.brand[language])}</title>
<id>${publicUrl}/status/feed.xml?lang=${language}</id>
<link rel="self" type="application/atom+xml" href="${publicUrl}/status/feed.xml?lang=${language}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<updated>${items[0]?.update.at ?? snapshot.at}</updated>
<author><name>${snapshot.brand[language]}</name></author>
${items.map((item) => entryOf(item, { snapshot, tell, page }))}</feed>
`.html
}

function entryOf({ incident, update, number }: Item, { snapshot, tell, page }: { snapshot: StatusSnapshot; tell: Telling; page: string }): Html {
  const { words, language } = tell
  const separator = language === 'en' ? ': ' : '：'
  const affected = words.affects(namesOf(incident.components, snapshot.components, tell))
  return html`<entry>
<title>${words.state[update.state]}${separator}${incident.title[language]}</title>
<id>urn:uuid:${incident.id}#${number}</id>
<link rel="alternate" type="text/html" href="${page}"/>
<updated>${update.at}</updated>
<content type="text">${update.text[language] || words.begun} ${affected}</content>
</entry>
`
}
