import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Me } from '@yingda/protocol/http/staff-session.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { changeLanguage } from '../../app/i18n/i18n.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { preferences, usePreferences } from '../../app/preferences.ts'
import { keys } from '../../app/query-keys.ts'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { useRun } from '../../app/use-run.ts'
import { setLanguage } from '../identity/session-api.ts'
import { SecuritySettings } from './SecuritySettings.tsx'
import { SessionSettings } from './SessionSettings.tsx'
import { SignalSettings } from './SignalSettings.tsx'

const THEMES = ['system', 'light', 'dark'] as const

/** What one sets for oneself. */
export default function SettingsPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const language = useLanguage()
  const { theme } = usePreferences()
  const { run } = useRun()
  const speak = (next: Language) =>
    void run(async () => {
      await changeLanguage(next)
      await setLanguage(next)
      client.setQueryData<Me>(keys.me, (held) => held && { ...held, language: next })
      void client.invalidateQueries()
    })
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{t('settings.title')}</h1>
      </div>
      <div className="scroll narrow">
        <section className="setting">
          <h2>{t('settings.display')}</h2>
          <SelectField
            label={t('settings.language')}
            value={language}
            onChange={(value) => speak(value === 'en' ? 'en' : 'zh-CN')}
            options={[
              { value: 'zh-CN', label: t('language.zh-CN') },
              { value: 'en', label: t('language.en') },
            ]}
          />
          <SelectField
            label={t('settings.themeLabel')}
            value={theme}
            onChange={(value) => preferences.set({ theme: THEMES.find((one) => one === value) ?? 'system' })}
            options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          />
        </section>
        <section className="setting">
          <h2>{t('signals.title')}</h2>
          <SignalSettings />
        </section>
        <SecuritySettings />
        <SessionSettings />
      </div>
    </main>
  )
}
