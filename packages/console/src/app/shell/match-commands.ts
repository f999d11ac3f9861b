/** Commands whose words hold every word typed, in their own order; all of them when nothing is typed. */
export function matchingCommands<C extends { label: string; detail: string }>(commands: readonly C[], typed: string): C[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label, detail }) => {
    const text = `${label} ${detail}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
