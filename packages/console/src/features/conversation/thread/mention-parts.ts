export type MentionPart = { text: string; mention: boolean }

/** A note's text cut where it names one of the mentioned, longest names first, so that 林晓 does not cut 林晓月. */
export function mentionParts(text: string, names: readonly string[]): MentionPart[] {
  const wanted = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name}`)
  const parts: MentionPart[] = []
  let plain = ''
  for (let at = 0; at < text.length; ) {
    const found = wanted.find((name) => text.startsWith(name, at))
    if (!found) {
      plain += text[at]
      at += 1
      continue
    }
    if (plain) parts.push({ text: plain, mention: false })
    plain = ''
    parts.push({ text: found, mention: true })
    at += found.length
  }
  return plain ? [...parts, { text: plain, mention: false }] : parts
}
