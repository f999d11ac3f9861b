import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { iconDown, iconGear, iconHeadset, iconUp } from '@yingda/ui/icons.ts'
import { useMay } from '../../app/me.ts'
import { Button } from '../../app/ui/Button.tsx'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { foldedTeams } from './folded-teams.ts'
import { TeamLine } from './TeamLine.tsx'

type TeamTableProps = { teams: readonly WallboardTeam[]; onHours: (team: WallboardTeam) => void; onOverflow: (team: WallboardTeam) => void }

/** One line a team: who waits, what is promised, who works on it, and what came of the day. Of many teams the quiet ones are folded away. */
export function TeamTable({ teams, onHours, onOverflow }: TeamTableProps) {
  const { t } = useTranslation()
  const seesAll = useMay('team.manage')
  const [withAll, setWithAll] = useState(false)
  const folded = foldedTeams(teams)
  const hidden = teams.length - folded.length
  if (teams.length === 0) {
    return (
      <EmptyState
        icon={iconHeadset}
        title={t(seesAll ? 'wallboard.teams.noneAtAll' : 'wallboard.teams.none')}
        next={t(seesAll ? 'wallboard.teams.noneAtAllNext' : 'wallboard.teams.noneNext')}
      />
    )
  }
  return (
    <section className="wallpart">
      <div className="wallhead">
        <h2 id="wall-teams">{t('wallboard.teams.title')}</h2>
        <span className="sp" />
        {seesAll && (
          <Link to="/admin/teams" className="btn link" title={t('wallboard.teams.settingsHint')}>
            <Icon of={iconGear} />
            {t('wallboard.teams.settings')}
          </Link>
        )}
      </div>
      <div className="wallscroll" role="region" aria-labelledby="wall-teams" tabIndex={0}>
        <table className="walltable teams">
          <thead>
            <tr>
              <th scope="col">{t('wallboard.teams.team')}</th>
              <th scope="col">{t('wallboard.teams.waiting')}</th>
              <th scope="col">{t('wallboard.teams.longest')}</th>
              <th scope="col" className="l">
                {t('wallboard.teams.promise')}
              </th>
              <th scope="col">{t('wallboard.teams.atRisk')}</th>
              <th scope="col">{t('wallboard.teams.missed')}</th>
              <th scope="col">{t('wallboard.teams.held')}</th>
              <th scope="col">{t('wallboard.teams.withBot')}</th>
              <th scope="col">{t('wallboard.teams.callBacks')}</th>
              <th scope="col">{t('wallboard.teams.ended')}</th>
              <th scope="col">{t('wallboard.teams.kept')}</th>
              <th scope="col" className="l">
                {t('wallboard.teams.hours')}
              </th>
              <th scope="col" className="l">
                {t('wallboard.teams.helpers')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(withAll ? teams : folded).map((team) => (
              <TeamLine key={team.id} team={team} onHours={() => onHours(team)} onOverflow={() => onOverflow(team)} />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <Button look="link" icon={withAll ? iconUp : iconDown} aria-expanded={withAll} onClick={() => setWithAll(!withAll)}>
          {withAll ? t('wallboard.teams.fewer') : t('wallboard.teams.more', { count: hidden })}
        </Button>
      )}
    </section>
  )
}
