import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconAlert, iconClock } from '@yingda/ui/icons.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { useWhenText } from '../../../app/ui/When.tsx'
import { useEachSecond } from '../../../app/use-now.ts'
import { resolutionStanding } from '../promise-standing.ts'

const LOOKS = { plain: '', wait: 'am', risk: 'rd' } as const
type ResolveByProps = { resolution: NonNullable<ConversationRow['resolution']> }

/** By when it is to be resolved: quietly while there is time, then that it is due soon, then that it is late. */
export function ResolveBy({ resolution }: ResolveByProps) {
  const { t } = useTranslation()
  const when = useWhenText()
  const look = useEachSecond((nowMs) => resolutionStanding(resolution, nowMs).look)
  return (
    <span className={LOOKS[look]}>
      <Icon of={look === 'risk' ? iconAlert : iconClock} size={14} />
      {t(`promise.resolveBy.${look}`, { at: when(resolution.dueAt) })}
    </span>
  )
}
