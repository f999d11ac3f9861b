import { useTranslation } from 'react-i18next'
import type { Team } from '@yingda/protocol/http/staff-admin.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWaiting } from './hours/use-waiting.ts'

/** Before it is saved: nobody is left in these teams, and how many wait there just now. */
export function LeftEmpty({ teams }: { teams: readonly Team[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const count = useWaiting(teams.map(({ id }) => id))
  if (teams.length === 0) return null
  return (
    <p className="leftempty rd" role="alert">
      <Icon of={iconAlert} size={14} />
      <span>
        {t('staff.leftEmpty', { teams: teams.map((team) => (language === 'en' ? team.nameEn : team.nameZh)).join(t('common.listComma')) })}
        {count > 0 && <small>{t('staff.leftWaiting', { count })}</small>}
      </span>
    </p>
  )
}
