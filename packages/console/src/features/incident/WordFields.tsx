import { useTranslation } from 'react-i18next'
import { TextField } from '../../app/ui/TextField.tsx'

type WordFieldsProps = { zh: string; en: string; onChange: (change: { textZh?: string; textEn?: string }) => void }

/** What customers read, in both languages. */
export function WordFields({ zh, en, onChange }: WordFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className="pair">
      <TextField
        label={t('incident.textZh')}
        value={zh}
        onChange={(textZh) => onChange({ textZh })}
        rows={4}
        maxLength={1000}
        required
        lang="zh-CN"
        hint={t('incident.textHint')}
      />
      <TextField label={t('incident.textEn')} value={en} onChange={(textEn) => onChange({ textEn })} rows={4} maxLength={1000} required lang="en" />
    </div>
  )
}
