/**
 * The server's time as this browser knows it. An agent's clock may be minutes off, and a waiting time counted from it
 * would then be wrong by minutes: every answer's Date header corrects the offset.
 */
let offsetMs = 0
let known = false

/** Header precision is one second, so smaller differences are noise and are left alone. */
export function noteServerDate(header: string | null, localMs = Date.now()): void {
  if (!header) return
  const serverMs = Date.parse(header)
  if (Number.isNaN(serverMs)) return
  const next = serverMs + 500 - localMs
  if (!known || Math.abs(next - offsetMs) > 1500) offsetMs = next
  known = true
}

export const serverNow = (localMs = Date.now()): number => localMs + (Math.abs(offsetMs) < 2000 ? 0 : offsetMs)
