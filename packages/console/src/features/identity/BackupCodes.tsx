import { useClipboard } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCheck, iconCopy } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { AttemptError } from './AttemptError.tsx'
import { renewBackupCodes } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type BackupCodesProps = { onDone: () => void }

/** Makes new backup codes as soon as it is seen, once, and shows them: nobody can read them again. */
export function BackupCodes({ onDone }: BackupCodesProps) {
  const { t } = useTranslation()
  const { copy, copied } = useClipboard()
  const { attempt, busy, error } = useAttempt()
  const [codes, setCodes] = useState<readonly string[]>([])
  const asked = useRef(false)
  const ask = () => void attempt(async () => setCodes((await renewBackupCodes()).codes))

  useEffect(() => {
    if (asked.current) return
    asked.current = true
    ask()
  })
  if (codes.length === 0 && error === null) return <Skeleton kind="panel" count={4} />
  if (codes.length === 0)
    return (
      <div className="cardform">
        <AttemptError error={error} />
        <Button look="primary" large busy={busy} onClick={ask}>
          {t('common.retry')}
        </Button>
        <Button onClick={onDone}>{t('backup.later')}</Button>
      </div>
    )
  return (
    <div className="cardform">
      <p>{t('backup.keep')}</p>
      <ol className="codes" aria-label={t('backup.title')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Button icon={copied ? iconCheck : iconCopy} onClick={() => copy(codes.join('\n'))}>
        {t(copied ? 'backup.copied' : 'backup.copy')}
      </Button>
      <Button look="primary" large onClick={onDone}>
        {t('backup.kept')}
      </Button>
    </div>
  )
}
