/** An incident while it is written, until it can be told. */
import type { OPEN_INCIDENT_STATES, Severity } from '@yingda/protocol/entries/incident.ts'
import type { OpenIncidentBody, PlanWorkBody } from '@yingda/protocol/http/incident.ts'

export type IncidentDraft = {
  titleZh: string
  titleEn: string
  severity: Severity
  state: (typeof OPEN_INCIDENT_STATES)[number]
  components: readonly string[]
  textZh: string
  textEn: string
  /** As the browser's own field has them, on this window's clock. */
  from: string
  until: string
}

export const emptyDraft = (): IncidentDraft => ({
  titleZh: '',
  titleEn: '',
  severity: 'minor',
  state: 'investigating',
  components: [],
  textZh: '',
  textEn: '',
  from: '',
  until: '',
})

/** An instant from `2026-11-20T14:32`, null when it is none. */
export function instantOf(local: string): string | null {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

type Told = Pick<IncidentDraft, 'titleZh' | 'titleEn' | 'textZh' | 'textEn'>
function wordsOf({ titleZh, titleEn, textZh, textEn }: IncidentDraft): Told | null {
  const words = { titleZh: titleZh.trim(), titleEn: titleEn.trim(), textZh: textZh.trim(), textEn: textEn.trim() }
  return Object.values(words).every((text) => text !== '') ? words : null
}

/** Null while something is missing. */
export function openingOf(draft: IncidentDraft): Omit<OpenIncidentBody, 'clientId'> | null {
  const words = wordsOf(draft)
  if (words === null || draft.components.length === 0) return null
  return { ...words, severity: draft.severity, state: draft.state, components: [...draft.components], startedAt: null }
}

/** Null while something is missing, or the end does not lie behind the beginning. */
export function planOf(draft: IncidentDraft): Omit<PlanWorkBody, 'clientId'> | null {
  const words = wordsOf(draft)
  const [startsAt, endsAt] = [instantOf(draft.from), instantOf(draft.until)]
  if (words === null || draft.components.length === 0 || startsAt === null || endsAt === null || endsAt <= startsAt) return null
  return { ...words, components: [...draft.components], startsAt, endsAt }
}
