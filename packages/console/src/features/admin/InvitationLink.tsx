import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { iconCheck, iconCopy } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { useWhenText } from '../../app/ui/When.tsx'

type InvitationLinkProps = { link: string; expiresAt: string; onClose: () => void }

/** Shown once: whoever has it can become this person, so it is handed over by a way one trusts. */
export function InvitationLink({ link, expiresAt, onClose }: InvitationLinkProps) {
  const { t } = useTranslation()
  const when = useWhenText()
  const { copy, copied } = useClipboard()
  return (
    <div className="stack">
      <p>{t('staff.linkOnce', { until: when(expiresAt) })}</p>
      <input className="linkbox" readOnly value={link} aria-label={t('staff.linkTitle')} onFocus={(event) => event.target.select()} />
      <div className="actions">
        <Button look="primary" icon={copied ? iconCheck : iconCopy} onClick={() => copy(link)}>
          {t(copied ? 'staff.linkCopied' : 'staff.linkCopy')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </div>
  )
}
