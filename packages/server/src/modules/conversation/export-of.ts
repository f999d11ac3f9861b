import type { StaffEntry } from '@yingda/protocol/entries/views.ts'

/** A whole conversation as one JSON document, `{ reference, entries }`, made while it is read: of it what `may` go out. */
export async function* exportOf(
  reference: string,
  pages: AsyncIterable<readonly StaffEntry[]>,
  may: (entry: StaffEntry) => boolean = () => true,
): AsyncGenerator<string> {
  yield `{\n  "reference": ${JSON.stringify(reference)},\n  "entries": [`
  let between = '\n'
  for await (const page of pages)
    for (const entry of page.filter(may)) {
      yield `${between}    ${JSON.stringify(entry)}`
      between = ',\n'
    }
  yield '\n  ]\n}\n'
}
