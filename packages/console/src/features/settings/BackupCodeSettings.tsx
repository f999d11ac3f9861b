import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { iconCopy } from '@yingda/ui/icons.ts'
import { useMe } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { BackupCodes } from '../identity/BackupCodes.tsx'

export type BackupCodeDialog = 'question' | 'codes' | null
type BackupCodeSettingsProps = { dialog: BackupCodeDialog; onDialog: (dialog: BackupCodeDialog) => void }

/** How many one-time codes are left; new ones void those, which is said before it is done. */
export function BackupCodeSettings({ dialog, onDialog }: BackupCodeSettingsProps) {
  const { t } = useTranslation()
  const { hasTotp, passkeys, backupCodes } = useMe()
  const client = useQueryClient()
  if (!hasTotp && passkeys === 0) return null
  const close = () => {
    onDialog(null)
    void client.invalidateQueries({ queryKey: keys.me })
  }
  return (
    <div className="factor">
      <Icon of={iconCopy} />
      <span>
        {t('backup.title')}
        <small>{backupCodes === 0 ? t('backup.none') : t('backup.left', { count: backupCodes })}</small>
      </span>
      <Button onClick={() => onDialog(backupCodes === 0 ? 'codes' : 'question')}>{t(backupCodes === 0 ? 'backup.make' : 'backup.renew')}</Button>
      {dialog !== null && (
        <Dialog title={t('backup.title')} onClose={close}>
          {dialog === 'codes' ? (
            <BackupCodes onDone={close} />
          ) : (
            <div className="stack">
              <p>{t('backup.renewWhy', { count: backupCodes })}</p>
              <div className="actions">
                <Button onClick={close}>{t('common.cancel')}</Button>
                <Button look="primary" onClick={() => onDialog('codes')}>
                  {t('backup.renew')}
                </Button>
              </div>
            </div>
          )}
        </Dialog>
      )}
    </div>
  )
}
