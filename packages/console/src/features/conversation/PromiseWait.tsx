import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { useEachSecond } from '../../app/use-now.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { Wait } from '../../app/ui/Wait.tsx'
import { promiseStanding } from './promise-standing.ts'

type PromiseWaitProps = { promise: NonNullable<ConversationRow['promise']> }

/** How long the customer has waited, and a thin bar that fills up to the deadline. */
export function PromiseWait({ promise }: PromiseWaitProps) {
  const { t } = useTranslation()
  const percent = useEachSecond((nowMs) => promiseStanding(promise, nowMs).percent)
  const look = useEachSecond((nowMs) => promiseStanding(promise, nowMs).look)
  const isLate = useEachSecond((nowMs) => promiseStanding(promise, nowMs).isLate)
  const share: CSSProperties & { '--p': string } = { '--p': `${percent}%` }
  return (
    <span className={`w ${look}`} style={share}>
      <span className="sr">{t('list.waitingFor')}</span>
      {look === 'risk' && <Icon of={iconAlert} size={12} label={t(isLate ? 'promise.late' : 'promise.nearlyLate')} />}
      <Wait since={promise.since} />
      <i />
    </span>
  )
}
