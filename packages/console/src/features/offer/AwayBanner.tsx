import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Me } from '@yingda/protocol/http/staff-session.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { useMe } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useRun } from '../../app/use-run.ts'
import { setAvailability } from '../identity/session-api.ts'

/** Set to away by somebody else than oneself: why, until one says what holds. */
export function AwayBanner() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const { awayWhy } = useMe()
  if (awayWhy === null) return null
  const say = (available: boolean) =>
    run(async () => {
      await setAvailability(available)
      client.setQueryData<Me>(keys.me, (held) => held && { ...held, available, awayWhy: null })
      void client.invalidateQueries({ queryKey: keys.colleagues })
    })
  return (
    <p className="banner" role="alert">
      <Icon of={iconAlert} size={14} />
      <span>{t(`away.${awayWhy}`)}</span>
      <Button look="link" busy={busy} onClick={() => void say(true)}>
        {t('away.back')}
      </Button>
      <Button look="link" busy={busy} onClick={() => void say(false)}>
        {t('away.stay')}
      </Button>
    </p>
  )
}
