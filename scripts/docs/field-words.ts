export type JsonSchema = {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  format?: string
  properties?: Readonly<Record<string, JsonSchema>>
  items?: JsonSchema
  anyOf?: readonly JsonSchema[]
}

const MOST_WORDS = 8

/** The fields of an object in a table cell: the name, and where it is one of few words, these. */
export function fieldWords(properties: Readonly<Record<string, JsonSchema>>): string {
  return Object.entries(properties)
    .map(([name, schema]) => fieldOf(name, schema))
    .join('<br>')
}

function fieldOf(name: string, schema: JsonSchema): string {
  const choices = choicesOf(schema)
  return choices.length > 0 && choices.length <= MOST_WORDS ? `${name}: ${choices.join(' · ')}` : name
}

function choicesOf({ enum: words, const: word, anyOf, items }: JsonSchema): string[] {
  if (words !== undefined) return words.map(String)
  if (word !== undefined) return [String(word)]
  if (items !== undefined) return choicesOf(items)
  return (anyOf ?? []).flatMap(choicesOf)
}
