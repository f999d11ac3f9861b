import { useTranslation } from 'react-i18next'
import { useWaiting } from './use-waiting.ts'

/** Other hours move no promise that was given: who changes them for these teams is told that somebody waits there. */
export function WhoWaits({ teamIds }: { teamIds: readonly string[] }) {
  const { t } = useTranslation()
  const count = useWaiting(teamIds)
  return count > 0 ? <p className="quiet">{t('hours.waiting', { count })}</p> : null
}
