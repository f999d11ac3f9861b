import { useTranslation } from 'react-i18next'
import { OUTCOMES } from '@yingda/protocol/entries/conversation.ts'

/** The decision that ended a request, in words; an unknown one is named as it is recorded. */
export function useReasonText(): (reason: string) => string {
  const { t } = useTranslation()
  return (reason) => {
    const [what = '', how = ''] = reason.split(':')
    const outcome = OUTCOMES.find((one) => one === how)
    if (what === 'resolved' && outcome !== undefined) return t('watch.reason.resolved', { outcome: t(`outcome.${outcome}`) })
    if (what === 'closed' && (how === 'time' || how === 'merged' || how === 'ended')) return t(`watch.reason.closed_${how}`)
    if (what === 'conversation.merged_into') return t('watch.reason.merged')
    if (what === 'conversation.awaiting_customer') return t('watch.reason.awaiting')
    return t('watch.reason.other', { name: reason })
  }
}
