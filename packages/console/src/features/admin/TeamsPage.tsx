import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Team } from '@yingda/protocol/http/staff-admin.ts'
import { iconHeadset } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { AdminPage } from './AdminPage.tsx'
import { getTeams } from './admin-api.ts'
import { TeamDialog } from './TeamDialog.tsx'
import { WeightsSection } from './weights/WeightsSection.tsx'

/** Teams, which questions go to which, and what work weighs in all of them. */
export default function TeamsPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const teams = useQuery({ queryKey: keys.teams, queryFn: ({ signal }) => getTeams(signal) })
  return (
    <AdminPage title={t('teams.title')} add={t('teams.add')} permission="team.manage" onAdd={() => setEditing('new')} read={teams}>
      {teams.data && teams.data.teams.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>{t('teams.name')}</th>
              <th>{t('teams.otherName')}</th>
              <th>{t('teams.questions')}</th>
              <th className="end">{t('teams.members')}</th>
            </tr>
          </thead>
          <tbody>
            {teams.data.teams.map((team) => (
              <tr key={team.id}>
                <th scope="row">
                  <button type="button" className="rowlink" onClick={() => setEditing(team)}>
                    {language === 'en' ? team.nameEn : team.nameZh}
                  </button>
                </th>
                <td>{language === 'en' ? team.nameZh : team.nameEn}</td>
                <td>{team.questionTypes.map((type) => t(`question.${type}`)).join(t('common.listComma')) || '–'}</td>
                <td className="end num">{team.members}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {teams.data?.teams.length === 0 && <EmptyState icon={iconHeadset} title={t('teams.none')} next={t('teams.noneNext')} />}
      {teams.data && <WeightsSection />}
      {teams.data && editing && (
        <TeamDialog
          key={editing === 'new' ? 'new' : editing.id}
          team={editing === 'new' ? null : editing}
          teams={teams.data.teams}
          onClose={() => setEditing(null)}
        />
      )}
    </AdminPage>
  )
}
