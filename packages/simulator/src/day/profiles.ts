/** What kinds of days there are: who comes when, what they ask, and how many were put on shift for it. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'

export const PROFILES = ['ordinary', 'holiday', 'incident'] as const
export type ProfileName = (typeof PROFILES)[number]

/** From when until when (hours of the day) so many times as many come as the curve says. */
export type Swell = { from: number; until: number; times: number }

export type Profile = {
  arrivals: number
  /** Known beforehand and not enough prepared for: more than the usual evening. */
  peak: Swell | null
  /** Something breaks: those who come on top of the usual ask about one thing. */
  burst: (Swell & { questionType: QuestionType }) | null
  questions: Readonly<Record<QuestionType, number>>
  /** What is planned for every place: above 1, more work than hands. */
  plannedLoad: number
}

const usual: Record<QuestionType, number> = { payment: 34, transfer: 20, refund: 20, access: 12, security: 3, other: 11 }

export const PROFILE: Readonly<Record<ProfileName, Profile>> = {
  ordinary: { arrivals: 1700, peak: null, burst: null, questions: usual, plannedLoad: 0.88 },
  holiday: {
    arrivals: 2100,
    peak: { from: 19, until: 21.5, times: 1.25 },
    burst: { from: 15, until: 15.75, times: 2.2, questionType: 'payment' },
    questions: { ...usual, payment: 40, refund: 24 },
    plannedLoad: 0.97,
  },
  incident: {
    arrivals: 1700,
    peak: null,
    burst: { from: 10.5, until: 12, times: 2.8, questionType: 'payment' },
    questions: usual,
    plannedLoad: 0.9,
  },
}

/** Share of a day's arrivals by hour, in per cent: a low night, a rise before noon, the most after dinner. */
const BY_HOUR = [1.2, 0.8, 0.5, 0.4, 0.4, 0.6, 1.2, 2.4, 4.2, 6, 7, 6.6, 5.6, 5.4, 5.8, 6, 6, 5.8, 5.6, 6.4, 7.4, 7, 4.6, 2.6] as const
const SUM = BY_HOUR.reduce((sum: number, share) => sum + share, 0)

export const DAY_SECONDS = 86_400
const HOUR = 3600

/** What is foreseen, in arrivals an hour at this second of the day: between the middles of two hours it changes evenly. */
export function foreseenPerHour(arrivals: number, second: number): number {
  const at = second / HOUR - 0.5
  const hour = Math.floor(at)
  const share = (index: number): number => BY_HOUR[((index % 24) + 24) % 24] ?? 0
  return (arrivals / SUM) * (share(hour) + (at - hour) * (share(hour + 1) - share(hour)))
}

export const isWithin = (swell: Swell | null, second: number): boolean => swell !== null && second >= swell.from * HOUR && second < swell.until * HOUR

/** Who comes besides those foreseen, an hour: with the peak, and with the burst. */
export function besidesPerHour({ peak, burst }: Profile, foreseen: number, second: number): { peak: number; burst: number } {
  const extra = (swell: Swell | null): number => (swell !== null && isWithin(swell, second) ? foreseen * (swell.times - 1) : 0)
  return { peak: extra(peak), burst: extra(burst) }
}
