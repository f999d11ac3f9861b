import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wallboard } from '@yingda/protocol/http/wallboard.ts'
import { iconAlert, iconClock } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { Wait } from '../../app/ui/Wait.tsx'
import { useSecond } from '../../app/use-now.ts'
import { promiseStanding } from '../conversation/promise-standing.ts'
import { keptShare, totalsOf } from './totals.ts'

/** What matters most, large enough to be read from afar. */
export function Totals({ board }: { board: Wallboard }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useSecond()
  const all = totalsOf(board)
  const share = keptShare({ kept: all.kept, of: all.promised })
  const team = all.longestTeam
  // How long somebody waits says nothing of what has been answered and is to be resolved.
  const standing = team?.nextPromise && team.nextPromise.kind !== 'resolution' ? promiseStanding(team.nextPromise, now).look : 'plain'
  const percent = share === null ? '–' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  return (
    <dl className="kpi" aria-label={t('wallboard.totals')}>
      <Figure label={t('wallboard.waiting')} value={all.waiting} beside={t('wallboard.withBot', { count: all.withBot })} />
      <Figure
        label={t('wallboard.longest')}
        value={all.longestSince === null ? '–' : <Wait since={all.longestSince} />}
        look={all.longestSince === null || standing === 'plain' ? '' : standing === 'risk' ? 'rd' : 'am'}
        beside={team === null ? t('wallboard.nobodyWaits') : language === 'en' ? team.nameEn : team.nameZh}
      />
      <Figure
        label={t('wallboard.missed')}
        value={all.missed === 0 ? 0 : <Late count={all.missed} />}
        look={all.atRisk > 0 ? 'am' : ''}
        beside={t('wallboard.atRisk', { count: all.atRisk })}
      />
      <Figure
        label={t('wallboard.kept')}
        value={percent}
        beside={share === null ? t('wallboard.nothingYet') : t('wallboard.keptOf', { kept: all.kept, of: all.promised })}
      />
      <Figure
        label={t('wallboard.agents')}
        value={all.available}
        look={all.available === 0 && all.waiting > 0 ? 'am' : ''}
        beside={`${t('wallboard.places', { count: all.places })}${t('wallboard.connectedOf', { count: all.connected })}`}
      />
      <Figure
        label={t('wallboard.ended')}
        value={all.endedToday}
        beside={`${all.callBacksDue === 0 ? t('wallboard.noCallBacksDue') : t('wallboard.callBacksDue', { count: all.callBacksDue })}${all.callBacksLater === 0 ? '' : t('wallboard.callBacksLater', { count: all.callBacksLater })}`}
      />
    </dl>
  )
}

const Late = ({ count }: { count: number }) => (
  <b className="rd">
    {count}
    <Icon of={iconAlert} size={20} />
  </b>
)

type FigureProps = { label: string; value: ReactNode; beside: string; look?: '' | 'am' | 'rd' }

const Figure = ({ label, value, beside, look = '' }: FigureProps) => (
  <div>
    <dt>{label}</dt>
    <dd className="v">{value}</dd>
    <dd className={`c ${look}`}>
      {look !== '' && <Icon of={look === 'rd' ? iconAlert : iconClock} size={14} />}
      {beside}
    </dd>
  </div>
)
