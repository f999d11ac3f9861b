import type { StaffEntry } from '@yingda/protocol/entries/views.ts'

/** A whole conversation as one JSON document, `{ reference, entries }`, made while it is read. */
export async function* exportOf(reference: string, pages: AsyncIterable<readonly StaffEntry[]>): AsyncGenerator<string> {
  yield `{\n  "reference": ${JSON.stringify(reference)},\n  "entries": [`
  let between = '\n'
  for await (const page of pages) {
    yield page.map((entry, index) => `${index === 0 ? between : ',\n'}    ${JSON.stringify(entry)}`).join('')
    between = ',\n'
  }
  yield '\n  ]\n}\n'
}
