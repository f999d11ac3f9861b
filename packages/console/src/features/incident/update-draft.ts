/** What is said next of an incident, while it is written. */
import { EndState, OPEN_INCIDENT_STATES, OPEN_PLANNED_STATES, type IncidentState, type OpenState, type Severity } from '@yingda/protocol/entries/incident.ts'
import type { EndIncidentBody, IncidentView, UpdateIncidentBody } from '@yingda/protocol/http/incident.ts'
import { localInputValue } from '../conversation/actions/snooze-choices.ts'
import { instantOf } from './incident-draft.ts'
import { nextStates } from './next-states.ts'

export type UpdateDraft = {
  state: IncidentState
  severity: Severity | null
  components: readonly string[]
  /** When planned work is to be over, as the browser's own field has it, on this window's clock; empty for what was not planned. */
  until: string
  textZh: string
  textEn: string
}

export const isEnd = (state: IncidentState): state is EndState => EndState.options.some((one) => one === state)
const isOpen = (state: IncidentState): state is OpenState => [...OPEN_INCIDENT_STATES, ...OPEN_PLANNED_STATES].some((one) => one === state)

/** As it stands; only the words are to be found. */
export const updateDraftOf = ({ state, severity, components, endsAt }: IncidentView): UpdateDraft => ({
  state,
  severity,
  components,
  until: untilOf(endsAt),
  textZh: '',
  textEn: '',
})

const untilOf = (endsAt: string | null): string => (endsAt === null ? '' : localInputValue(new Date(endsAt)))

const areSame = (some: readonly string[], others: readonly string[]): boolean => some.length === others.length && others.every((key) => some.includes(key))

/** Whether a beginning and an end were given, and the end does not lie behind the beginning. */
export const endsTooSoon = (startsAt: string | null, endsAt: string | null): boolean => startsAt !== null && endsAt !== null && endsAt <= startsAt

/** A colleague has published something while it was written: what its author has not touched follows, and his words stay. */
export function broughtUpToDate(draft: UpdateDraft, before: IncidentView, now: IncidentView): UpdateDraft {
  const [was, is] = [updateDraftOf(before), updateDraftOf(now)]
  return {
    ...draft,
    state: draft.state !== was.state && nextStates(now).includes(draft.state) ? draft.state : is.state,
    severity: draft.severity === was.severity ? is.severity : draft.severity,
    components: areSame(draft.components, was.components) ? is.components : draft.components,
    until: draft.until === was.until ? is.until : draft.until,
  }
}

export const newestOf = ({ updates }: IncidentView): IncidentView['updates'][number] | undefined => updates[0]

type Said = { end: Omit<EndIncidentBody, 'clientId' | 'afterSeq'> } | { update: Omit<UpdateIncidentBody, 'clientId' | 'afterSeq'> }

/** Null while something is missing. What was left as it stood is not said again: somebody else may have changed it meanwhile. */
export function updateOf(before: IncidentView, draft: UpdateDraft): Said | null {
  const words = { textZh: draft.textZh.trim(), textEn: draft.textEn.trim() }
  if (words.textZh === '' || words.textEn === '') return null
  const { state, severity } = draft
  if (isEnd(state)) return { end: { ...words, state } }
  if (!isOpen(state) || draft.components.length === 0) return null
  const isSameEnd = draft.until === untilOf(before.endsAt)
  const endsAt = isSameEnd ? null : instantOf(draft.until)
  if (!isSameEnd && (endsAt === null || endsTooSoon(before.startsAt, endsAt))) return null
  return {
    update: {
      ...words,
      state,
      severity: severity === before.severity ? null : severity,
      components: areSame(draft.components, before.components) ? null : [...draft.components],
      endsAt,
    },
  }
}
