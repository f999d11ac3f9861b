import { useTranslation } from 'react-i18next'
import { Panel } from '../../app/ui/Panel.tsx'
import { SignalSettings } from './SignalSettings.tsx'

export default function SignalPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('signals.title')} onClose={onClose} side="left">
      <SignalSettings />
    </Panel>
  )
}
