import { useTranslation } from 'react-i18next'
import type { Team } from '@yingda/protocol/http/staff-admin.ts'
import { Button } from '../../app/ui/Button.tsx'

type DeleteTeamProps = { team: Team; busy: boolean; onDelete: () => void; onKeep: () => void }

/** What goes with the team, before it goes: it cannot be taken back. */
export function DeleteTeam({ team, busy, onDelete, onKeep }: DeleteTeamProps) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{t('teams.deleteWhat', { count: team.members })}</p>
      <div className="actions">
        <Button onClick={onKeep} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={onDelete}>
          {t('teams.delete')}
        </Button>
      </div>
    </div>
  )
}
