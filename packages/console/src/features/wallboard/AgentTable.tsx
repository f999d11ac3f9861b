import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallboardAgent } from '@yingda/protocol/http/wallboard.ts'
import { iconDown, iconPeople, iconUp } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { AgentLine } from './AgentLine.tsx'

/** Who is there, what is on each desk, and whose customer has waited longest. Who is away and holds nothing is folded away. */
export function AgentTable({ agents }: { agents: readonly WallboardAgent[] }) {
  const { t } = useTranslation()
  const [withAway, setWithAway] = useState(false)
  const isIdleAway = ({ presence, held, longest }: WallboardAgent): boolean => presence === 'away' && held === 0 && longest === null
  const idle = agents.filter(isIdleAway).length
  const shown = withAway ? agents : agents.filter((agent) => !isIdleAway(agent))
  const count = (presence: WallboardAgent['presence']): number => agents.filter((agent) => agent.presence === presence).length
  return (
    <section className="wallpart" aria-labelledby="wall-agents">
      <div className="wallhead">
        <h2 id="wall-agents">{t('wallboard.staff.title')}</h2>
        <small>{t('wallboard.staff.counts', { available: count('available'), connected: count('connected'), away: count('away') })}</small>
      </div>
      {shown.length === 0 && <EmptyState icon={iconPeople} title={t('wallboard.staff.none')} next={t('wallboard.staff.noneNext')} />}
      {shown.length > 0 && (
        <table className="walltable people">
          <thead>
            <tr>
              <th scope="col">{t('wallboard.staff.name')}</th>
              <th scope="col" className="l">
                {t('wallboard.staff.presence')}
              </th>
              <th scope="col" className="l">
                {t('wallboard.staff.load')}
              </th>
              <th scope="col" className="l">
                {t('wallboard.staff.longest')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((agent) => (
              <AgentLine key={agent.id} agent={agent} />
            ))}
          </tbody>
        </table>
      )}
      {idle > 0 && (
        <Button look="link" icon={withAway ? iconUp : iconDown} aria-expanded={withAway} onClick={() => setWithAway(!withAway)}>
          {withAway ? t('wallboard.staff.hideAway') : t('wallboard.staff.showAway', { count: idle })}
        </Button>
      )}
    </section>
  )
}
