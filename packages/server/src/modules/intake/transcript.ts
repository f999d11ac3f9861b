import type { CustomerEntry, CustomerView } from '@yingda/protocol/entries/views.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { TRANSCRIPT_WORDS, type TranscriptWords } from '@yingda/i18n/transcript.ts'

/** What customer and desk said to each other, as plain text for keeping. Built from the customer's own projection alone. */
export async function* transcript(
  entries: AsyncIterable<readonly CustomerEntry[]>,
  { language, brand, timeZone, reference }: { language: Language; brand: string; timeZone: string; reference: string },
): AsyncGenerator<string> {
  const words = TRANSCRIPT_WORDS[language]
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone })
  const slot = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone })
  yield `${brand} ${words.title} ${reference}\n${words.timeZone} ${timeZone}\n\n`
  for await (const page of entries) {
    const lines = page.flatMap((entry) => {
      const line = lineOf(entry.view, { words, slot })
      return line === null ? [] : [`[${time.format(new Date(entry.at))}] ${line}\n`]
    })
    if (lines.length > 0) yield lines.join('')
  }
}

type Wording = { words: TranscriptWords; slot: Intl.DateTimeFormat }

function lineOf(view: CustomerView, { words, slot }: Wording): string | null {
  switch (view.kind) {
    case 'message': {
      const who = view.from === 'customer' ? words.you : view.from === 'bot' ? `${view.name ?? ''} ${words.bot}` : (view.name ?? '')
      const files = view.content.attachments.map((file) => `\n    ${words.file} ${file.name}`).join('')
      const source = view.source === null ? '' : `\n    ${words.source} ${view.source.title} (${view.source.updatedOn})`
      return `${who}: ${view.content.redacted ? words.removed : view.content.text}${files}${source}`
    }
    case 'transaction':
      return `${words.transaction} ${view.transaction.counterparty} ${formatMoney(view.transaction.amount)} ${view.transaction.orderNo}`
    case 'rated':
      return `${words.rated} ${view.score}/5 ${view.words}`
    case 'joined_by':
      return words.joinedBy.replace('{name}', view.name)
    case 'opened':
    case 'queued':
    case 'call_back_cancelled':
    case 'returned_to_bot':
    case 'passed_on':
    case 'resolved':
    case 'reopened':
    case 'closed':
    case 'continued':
    case 'signed_in':
      return words.events[view.kind]
    case 'call_back':
      return arranged(view, { words, slot })
    case 'called_back':
      if (view.agreed === true) return filled(words.agreed, { event: words.events.call_back_agreed, when: timeOf(view, { words, slot }) })
      return words.events[view.reached ? 'called_back' : 'not_reached']
    case 'answer_rated':
    case 'redacted':
      return null
  }
}

/** What was promised, in full: this is the copy that lasts. */
function arranged({ moved, channel, from, until, number, address }: Extract<CustomerView, { kind: 'call_back' }>, { words, slot }: Wording): string {
  return filled(words.arranged, {
    event: words.events[moved === true ? 'call_back_moved' : 'call_back'],
    when: timeOf({ from, until }, { words, slot }),
    how: words.by[channel].replace('{to}', number ?? address ?? ''),
  })
}

const timeOf = ({ from, until }: { from: string | null; until: string | null }, { words, slot }: Wording): string =>
  from === null || until === null ? words.atTurn : slot.formatRange(new Date(from), new Date(until))

const filled = (words: string, values: Record<string, string>): string => words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
