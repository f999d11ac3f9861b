import { useTranslation } from 'react-i18next'
import { iconClock } from '@yingda/ui/icons.ts'
import { deviceText } from '../../app/device-text.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { nearness } from '../../app/time-text.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { useMinute } from '../../app/use-now.ts'
import type { SecondStep } from './session-api.ts'

/** When and with what this account was used last: its owner knows whether that was he. Where, we do not know. */
export function LastSignIn({ at, userAgent }: NonNullable<SecondStep['lastSignIn']>) {
  const { t } = useTranslation()
  const when = useWhenText()
  const language = useLanguage()
  const now = useMinute()
  return (
    <p className="cardfoot" title={new Date(at).toLocaleString(language)}>
      <Icon of={iconClock} />
      {t(nearness(at, new Date(now)) === 'today' ? 'signIn.lastSignInToday' : 'signIn.lastSignIn', {
        facts: [when(at), deviceText(userAgent, t('common.comma'))].filter(Boolean).join(t('common.comma')),
      })}
    </p>
  )
}
