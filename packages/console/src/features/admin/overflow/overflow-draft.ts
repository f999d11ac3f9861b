import type { OverflowStep } from '@yingda/protocol/overflow.ts'

/** A step as it stands in the form: the minutes as they are typed. */
export type StepDraft = { teamId: OverflowStep['teamId']; minutes: string; whenNobody: boolean }

/** Long enough that the own team is busy, short enough that a customer is still there. */
const USUAL_MINUTES = '5'

export const draftOf = (steps: readonly OverflowStep[]): StepDraft[] =>
  steps.map(({ teamId, afterMinutes, whenNobody }) => ({ teamId, minutes: String(afterMinutes), whenNobody }))

export const newStep = (teamId: StepDraft['teamId']): StepDraft => ({ teamId, minutes: USUAL_MINUTES, whenNobody: true })

/** Null = not a number of minutes that may be set. */
export function minutesOf({ minutes }: StepDraft): number | null {
  const number = Number(minutes)
  return minutes.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= 240 ? number : null
}

/** What is to be saved; null while something in it is wrong. */
export function stepsOf(draft: readonly StepDraft[]): OverflowStep[] | null {
  const steps = draft.flatMap((step) => {
    const afterMinutes = minutesOf(step)
    return afterMinutes === null ? [] : [{ teamId: step.teamId, afterMinutes, whenNobody: step.whenNobody }]
  })
  return steps.length === draft.length ? steps : null
}
