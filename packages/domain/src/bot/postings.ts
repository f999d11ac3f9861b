/** Where things occur, as arrays of numbers: those of entry `i` stand from `starts[i]` up to `starts[i + 1]`. */
export type Postings = { readonly starts: Int32Array; readonly places: Int32Array; readonly values: Float32Array }

/** @param entries for each entry where it occurs and how much; the order stays */
export function packPostings(entries: readonly (readonly (readonly [place: number, value: number])[])[]): Postings {
  const starts = new Int32Array(entries.length + 1)
  entries.forEach((entry, at) => (starts[at + 1] = (starts[at] ?? 0) + entry.length))
  const all = entries.flat()
  return { starts, places: Int32Array.from(all, ([place]) => place), values: Float32Array.from(all, ([, value]) => value) }
}
