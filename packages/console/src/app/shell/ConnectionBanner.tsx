import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconWifioff } from '@yingda/ui/icons.ts'
import { useOutbox, useSocketStatus, useSync } from '../sync/use-sync.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

const QUIET_MS = 1500

/** One quiet line while the connection is away; a blink of it says nothing. */
export function ConnectionBanner() {
  return useSocketStatus() === 'down' ? <AwayLine /> : null
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
