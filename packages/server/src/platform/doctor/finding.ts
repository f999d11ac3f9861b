/** What one look at the deployment found. `note` is worth knowing and no fault. */
export type Finding = { check: string; state: 'ok' | 'note' | 'failed'; says: string; todo?: string }

export const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says })
export const note = (check: string, says: string, todo?: string): Finding => ({ check, state: 'note', says, ...(todo && { todo }) })
export const failed = (check: string, says: string, todo: string): Finding => ({ check, state: 'failed', says, todo })

export const hasFailed = (findings: readonly Finding[]): boolean => findings.some(({ state }) => state === 'failed')

const MARK = { ok: '✓ ok    ', note: '· note  ', failed: '✗ failed' }

/** A line for each check, what to do behind an arrow. */
export function printFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length))
  return findings.map(({ check, state, says, todo }) => `${MARK[state]}  ${check.padEnd(width)}  ${says}${todo ? ` → ${todo}` : ''}`).join('\n')
}

/** An error as half a sentence; several at once (an address with two IPs) by the first. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message
}
