import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { iconUsbkey } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { useRun } from '../../app/use-run.ts'
import { registerPasskey } from '../identity/passkey.ts'
import { getPasskeys, removePasskey } from '../identity/session-api.ts'

/** One's own passkeys: add another, take one away. */
export function PasskeySettings({ onAdded }: { onAdded: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const when = useWhenText()
  const { run, busy } = useRun()
  const passkeys = useQuery({ queryKey: keys.passkeys, queryFn: ({ signal }) => getPasskeys(signal) }).data?.passkeys ?? []
  const act = (work: () => Promise<unknown>, done: string): Promise<boolean> =>
    run(async () => {
      await work()
      await Promise.all([client.invalidateQueries({ queryKey: keys.passkeys }), client.invalidateQueries({ queryKey: keys.me })])
    }, done)
  return (
    <>
      <div className="factor">
        <Icon of={iconUsbkey} />
        <span>
          {t('factor.passkey')}
          <small>{t('factor.passkeySub')}</small>
        </span>
        <Button busy={busy} onClick={() => void act(registerPasskey, t('factor.passkeyAdded')).then((added) => added && onAdded())}>
          {t('factor.add')}
        </Button>
      </div>
      {passkeys.map(({ id, createdAt, lastUsedAt }, index) => (
        <div key={id} className="factor inner">
          <span>
            {t('factor.passkeyNo', { position: index + 1 })}
            <small>
              {t('factor.addedOn', { when: when(createdAt) })}
              {lastUsedAt && t('factor.lastUsed', { when: when(lastUsedAt) })}
            </small>
          </span>
          <Button busy={busy} onClick={() => void act(() => removePasskey(id), t('factor.removed'))}>
            {t('factor.remove')}
          </Button>
        </div>
      ))}
    </>
  )
}
