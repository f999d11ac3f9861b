import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { iconClock, iconMoon, iconPeople } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useLeads, useMay } from '../../app/me.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Wait } from '../../app/ui/Wait.tsx'
import { PromiseBar } from './PromiseBar.tsx'
import { keptShare } from './totals.ts'

type TeamLineProps = { team: WallboardTeam; onHours: () => void; onOverflow: () => void }

export function TeamLine({ team, onHours, onOverflow }: TeamLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const share = keptShare(team.promisesToday)
  return (
    <tr>
      <th scope="row">
        <Link to="/inbox/$list" params={{ list: `team-${team.id}` }}>
          {language === 'en' ? team.nameEn : team.nameZh}
        </Link>
      </th>
      <td>{team.waiting}</td>
      <td>{team.longestSince === null ? '–' : <Wait since={team.longestSince} />}</td>
      <td className="l">{team.nextPromise === null ? '–' : <PromiseBar promise={team.nextPromise} />}</td>
      <Marked count={team.atRisk} look="am" />
      <Marked count={team.missed} look="rd" />
      <td>{team.held}</td>
      <td>{team.withBot}</td>
      <td>
        {team.callBacksDue}
        {team.callBacksLater > 0 && <small>{t('wallboard.teams.callBacksLater', { count: team.callBacksLater })}</small>}
      </td>
      <td>{team.endedToday}</td>
      <td>{share === null ? '–' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share)}</td>
      <td className="l">
        <HoursNowButton team={team} onHours={onHours} />
      </td>
      <td className="l">
        <HelpersButton team={team} onOverflow={onOverflow} />
      </td>
    </tr>
  )
}

const Marked = ({ count, look }: { count: number; look: 'am' | 'rd' }) => <td>{count === 0 ? 0 : <b className={look}>{count}</b>}</td>

function HoursNowButton({ team, onHours }: Pick<TeamLineProps, 'team' | 'onHours'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const leads = useLeads()
  const may = useMay('calendar.manage') && leads(team.id)
  const words = t(team.hours === null ? 'wallboard.hours.always' : team.hours.isOpen ? 'wallboard.hours.open' : 'wallboard.hours.closed')
  const name = language === 'en' ? team.nameEn : team.nameZh
  if (!may) return words
  return (
    <Button
      icon={team.hours?.isOpen === false ? iconMoon : iconClock}
      onClick={onHours}
      title={t('wallboard.hours.change', { team: name })}
      aria-label={`${words}${t('common.comma')}${t('wallboard.hours.change', { team: name })}`}
    >
      {words}
    </Button>
  )
}

function HelpersButton({ team, onOverflow }: Pick<TeamLineProps, 'team' | 'onOverflow'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const leads = useLeads()
  const may = useMay('overflow.manage') && leads(team.id)
  const words = team.helpers === 0 ? t('wallboard.overflow.none') : t('wallboard.overflow.some', { count: team.helpers })
  const change = t('wallboard.overflow.change', { team: language === 'en' ? team.nameEn : team.nameZh })
  if (!may) return words
  return (
    <Button icon={iconPeople} onClick={onOverflow} title={change} aria-label={`${words}${t('common.comma')}${change}`}>
      {words}
    </Button>
  )
}
