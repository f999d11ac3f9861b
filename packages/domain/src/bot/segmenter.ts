/** What Chinese needs and cannot be pure: cutting into words, and traditional characters folded to simplified. */
export type Segmenter = {
  words(text: string): readonly string[]
  simplified(text: string): string
}
