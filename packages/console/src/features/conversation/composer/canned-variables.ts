/** The variables a canned reply may name, exactly as the person who writes one types them. */
export const CANNED_VARIABLES = ['customer.name', 'agent.name', 'conversation.reference', 'transaction.amount', 'transaction.orderNo', 'today'] as const
export type CannedVariable = (typeof CANNED_VARIABLES)[number]
export type CannedValues = Readonly<Record<CannedVariable, string | null>>

const PLACEHOLDER = /\{\{\s*([\w.]+)\s*\}\}/g

/** Fills what is known. What is not known stays standing in its braces, so that it is seen and never sent by mistake. */
export function fillVariables(text: string, values: CannedValues): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => (isCannedVariable(name) ? (values[name] ?? whole) : whole))
}

/** The braces left in a text, in order, each once: a message that has any must not go out. */
export function unfilledVariables(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[0]))]
}

/** Variables in a canned reply that no value will ever fill: a typing error of whoever wrote it. */
export function unknownVariables(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').filter((name) => !isCannedVariable(name)))]
}

const isCannedVariable = (name: string): name is CannedVariable => (CANNED_VARIABLES as readonly string[]).includes(name)
