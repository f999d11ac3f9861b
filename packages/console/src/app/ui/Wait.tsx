import { useTranslation } from 'react-i18next'
import { waitText, wordedMs } from '../time-text.ts'
import { useEachSecond } from '../use-now.ts'

type WaitProps = { since: string }

/** How long somebody waits, counting; the screen reader is not told every second. */
export function Wait({ since }: WaitProps) {
  const durationText = useDurationText()
  const sinceMs = Date.parse(since)
  return <span className="num">{durationText(useEachSecond((nowMs) => wordedMs(nowMs - sinceMs)))}</span>
}

/** A length of time in the unit a person would say it. */
export function useDurationText(): (ms: number) => string {
  const { t } = useTranslation()
  return (ms) => {
    const wait = waitText(ms)
    return wait.unit === 'clock' ? wait.text : t(`time.${wait.unit}`, { count: wait.count })
  }
}
