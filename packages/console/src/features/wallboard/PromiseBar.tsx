import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { PromiseKind } from '@yingda/protocol/entries/conversation.ts'
import { iconAlert, iconClock } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { useDurationText } from '../../app/ui/Wait.tsx'
import { useSecond } from '../../app/use-now.ts'
import { promiseStanding, resolutionStanding } from '../conversation/promise-standing.ts'

const LOOKS = { plain: '', wait: 'am', risk: 'rd' } as const
type PromiseBarProps = { promise: { kind: PromiseKind; since: string; warnAt: string; dueAt: string } }

/** How much of the promised time is left, or by how much it is over: in words, and as a bar that fills up. */
export function PromiseBar({ promise }: PromiseBarProps) {
  const { t } = useTranslation()
  const durationText = useDurationText()
  const now = useSecond()
  const { percent, look, isLate } = (promise.kind === 'resolution' ? resolutionStanding : promiseStanding)(promise, now)
  const time = durationText(Math.abs(Date.parse(promise.dueAt) - now))
  const share: CSSProperties & { '--p': string } = { '--p': `${percent}%` }
  return (
    <span className={`pw ${LOOKS[look]}`} style={share}>
      {look === 'plain' ? <span /> : <Icon of={look === 'risk' ? iconAlert : iconClock} size={14} />}
      <b>{t(isLate ? 'wallboard.late' : 'wallboard.left', { time })}</b>
      <i aria-hidden="true" />
    </span>
  )
}
