import { useTranslation } from 'react-i18next'
import { preferences, usePreferences } from '../../app/preferences.ts'
import { notices } from '../../app/notices.ts'
import { CheckField } from '../../app/ui/CheckField.tsx'
import { mayNotify, playSignal } from '../conversation/list/signals.ts'

/** Title, sound, desktop notification: each by itself. */
export function SignalSettings() {
  const { t } = useTranslation()
  const { titleCount, sound, desktop, queueAlerts } = usePreferences()
  const setDesktop = async (on: boolean) => {
    if (on && !(await mayNotify())) return notices.say(t('signals.notAllowed'), 'risk')
    preferences.set({ desktop: on })
  }
  return (
    <div className="stack">
      <CheckField asSwitch label={t('signals.titleCount')} checked={titleCount} onChange={(on) => preferences.set({ titleCount: on })} />
      <CheckField
        asSwitch
        label={t('signals.sound')}
        checked={sound}
        onChange={(on) => {
          preferences.set({ sound: on })
          if (on) playSignal()
        }}
      />
      <CheckField asSwitch label={t('signals.desktop')} hint={t('signals.desktopHint')} checked={desktop} onChange={(on) => void setDesktop(on)} />
      <CheckField asSwitch label={t('signals.queueAlerts')} checked={queueAlerts} onChange={(on) => preferences.set({ queueAlerts: on })} />
    </div>
  )
}
