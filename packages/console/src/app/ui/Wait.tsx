import { useTranslation } from 'react-i18next'
import { waitText } from '../time-text.ts'
import { useSecond } from '../use-now.ts'

type WaitProps = { since: string }

/** How long somebody waits, counting; the screen reader is not told every second. */
export function Wait({ since }: WaitProps) {
  const { t } = useTranslation()
  const wait = waitText(useSecond() - Date.parse(since))
  const text = wait.unit === 'clock' ? wait.text : t(`time.${wait.unit}`, { count: wait.count })
  return <span className="num">{text}</span>
}
