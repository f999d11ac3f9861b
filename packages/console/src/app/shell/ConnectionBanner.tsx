import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { iconPeople, iconWifioff } from '@yingda/ui/icons.ts'
import { crowd } from '../http/crowd.ts'
import { useOutbox, useSocketStatus, useSync } from '../sync/use-sync.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useSecond } from '../use-now.ts'

const QUIET_MS = 1500

/** One quiet line while the connection is away, or the server puts things off; a blink of it says nothing. */
export function ConnectionBanner() {
  const again = useSyncExternalStore(crowd.listen, crowd.again)
  if (useSocketStatus() === 'down') return <AwayLine />
  return again === null ? null : <CrowdLine again={again} />
}

/** Too many ask: what is shown may be behind, what was written waits; both go on by themselves. */
function CrowdLine({ again }: { again: number }) {
  const { t } = useTranslation()
  const waiting = useOutbox().filter((item) => item.state === 'waiting').length
  const seconds = Math.max(1, Math.ceil((again - useSecond()) / 1000))
  return (
    <div className="banner" role="status">
      <Icon of={iconPeople} size={14} />
      <span>
        {t('shell.crowded')}
        {waiting > 0 && <> {t('shell.waitingToSend', { count: waiting })}</>}
      </span>
      {/* It counts down before the eyes and is not read out each second. */}
      <span aria-hidden="true">{t('shell.crowdedAgain', { count: seconds })}</span>
    </div>
  )
}

function AwayLine() {
  const { t } = useTranslation()
  const { socket } = useSync()
  const waiting = useOutbox().filter((item) => item.state === 'waiting').length
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <p className="banner" role="status">
      <Icon of={iconWifioff} size={14} />
      <span>
        {t('shell.notConnected')}
        {waiting > 0 && <> {t('shell.waitingToSend', { count: waiting })}</>}
      </span>
      <Button look="link" onClick={() => socket.wake()}>
        {t('shell.connectNow')}
      </Button>
    </p>
  )
}
