/** Names (`/Name`) are what a PDF's dictionaries are made of; each may be written with `#` and hex digits for letters. */

const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]{2,60})/g

/** Whatever runs, launches, sends or carries files. */
const ACTIVE = new Set([
  'JavaScript',
  'JS',
  'AA',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'Rendition',
])
/** Ways of packing objects that are not unpacked here. */
const UNREADABLE = new Set(['LZWDecode', 'LZW', 'RunLengthDecode', 'RL', 'Crypt'])
const OF_INTEREST = new Set([...ACTIVE, ...UNREADABLE, 'Encrypt', 'ObjStm', 'XRef'])
/** Shorter ones also come up by chance in megabytes of packed data. */
const LONG = 6

/** The names that matter here, each once, decoded. */
export function namesIn(text: string): Set<string> {
  const found = new Set<string>()
  for (const [, written = ''] of text.matchAll(NAME)) {
    const name = written.includes('#') ? written.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : written
    if (OF_INTEREST.has(name)) found.add(name)
  }
  return found
}

/** @param byChance the text holds packed data, so that short names prove nothing */
export function activeName(names: ReadonlySet<string>, { byChance }: { byChance: boolean }): string | undefined {
  return [...names].find((name) => ACTIVE.has(name) && (!byChance || name.length >= LONG))
}

export function unreadableFilter(names: ReadonlySet<string>): string | undefined {
  return [...names].find((name) => UNREADABLE.has(name))
}
