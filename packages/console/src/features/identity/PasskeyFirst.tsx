import { useTranslation } from 'react-i18next'
import { iconKey } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { AttemptError } from './AttemptError.tsx'
import { signInWithPasskeyAlone } from './passkey.ts'
import { useAttempt } from './use-attempt.ts'

type PasskeyFirstProps = { onDone: () => void }

/** The shortest way in: no address, no password. Not shown where the browser knows no passkeys. */
export function PasskeyFirst({ onDone }: PasskeyFirstProps) {
  const { t } = useTranslation()
  const { attempt, busy, error, waitSeconds } = useAttempt()
  if (!('PublicKeyCredential' in window)) return null
  const signIn = () =>
    void attempt(signInWithPasskeyAlone).then((signedIn) => {
      if (signedIn) onDone()
    })
  return (
    <>
      <div className="cardform">
        <Button look="primary" large icon={iconKey} busy={busy} disabled={waitSeconds > 0} onClick={signIn}>
          {waitSeconds > 0 ? t('signIn.wait', { count: waitSeconds }) : t('signIn.withPasskey')}
        </Button>
        <AttemptError error={error} />
      </div>
      <p className="or">{t('signIn.orPassword')}</p>
    </>
  )
}
