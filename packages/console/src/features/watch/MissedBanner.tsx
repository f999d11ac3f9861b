import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MissedPromises } from '@yingda/protocol/http/promise.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { missedId, toldOf } from './missed.ts'
import { useMissed } from './use-missed.ts'
import { useMissedSignals } from './use-missed-signals.ts'

const ONE = { answer: 'missed.one', resolution: 'missed.oneUnresolved', both: 'missed.oneOfBoth' } as const
const MORE = { answer: 'missed.more', resolution: 'missed.moreUnresolved', either: 'missed.moreOfBoth' } as const

/** For who leads: one line while somebody was not answered, or a conversation not resolved, in time, over whatever page is open, until it was seen or done. */
export function MissedBanner() {
  const read = useMissed()
  useMissedSignals(read?.missed)
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  if (read === undefined || read.missed.every((one) => seen.has(missedId(one)))) return null
  return <Line read={read} onSeen={() => setSeen(new Set(read.missed.map(missedId)))} />
}

function Line({ read, onSeen }: { read: MissedPromises; onSeen: () => void }) {
  const { t } = useTranslation()
  const told = toldOf(read)
  const [latest] = read.missed
  if (latest === undefined) return null
  const { conversationId, reference, customerName, holderName } = latest
  const holder = holderName === null ? t('missed.inLine') : t('missed.heldBy', { name: holderName })
  const named = { name: customerName ?? t('customer.visitor'), reference, holder }
  return (
    <p className="banner missed" role="alert">
      <Icon of={iconAlert} size={14} />
      <span>
        {told.of === 'one' && t(ONE[told.what], named)}
        {told.of === 'conversations' && t(MORE[told.what], { ...named, count: told.count })}
        {told.of === 'promises' && t('missed.morePromises', { ...named, count: told.count })}
      </span>
      <Link to="/inbox/$list/$conversationId" params={{ list: 'all', conversationId }} className="btn link">
        {t('missed.open')}
      </Link>
      {told.of !== 'one' && (
        <Link to="/wallboard" className="btn link">
          {t('missed.all')}
        </Link>
      )}
      <Button look="link" onClick={onSeen}>
        {t('missed.seen')}
      </Button>
    </p>
  )
}
