import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '@yingda/protocol/http/staff-admin.ts'
import { iconDone, iconPerson, iconX } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { AdminPage } from './AdminPage.tsx'
import { getStaff, getTeams } from './admin-api.ts'
import { StaffDialog } from './StaffDialog.tsx'

/** Who works here, in which teams, with what role and capacity. */
export default function StaffPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const when = useWhenText()
  const [editing, setEditing] = useState<StaffMember | 'new' | null>(null)
  const staff = useQuery({ queryKey: keys.staff, queryFn: ({ signal }) => getStaff(signal) })
  const teams = useQuery({ queryKey: keys.teams, queryFn: ({ signal }) => getTeams(signal) }).data?.teams ?? []
  const teamNames = (member: StaffMember) =>
    teams
      .filter((team) => member.teamIds.includes(team.id))
      .map((team) => (language === 'en' ? team.nameEn : team.nameZh))
      .join(t('common.listComma'))
  const people = [...(staff.data?.staff ?? [])].sort((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, language))
  return (
    <AdminPage title={t('staff.title')} add={t('staff.invite')} permission="staff.manage" onAdd={() => setEditing('new')} read={staff}>
      {people.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>{t('staff.name')}</th>
              <th>{t('staff.email')}</th>
              <th>{t('staff.role')}</th>
              <th>{t('staff.teams')}</th>
              <th className="end">{t('staff.capacity')}</th>
              <th>{t('staff.secondFactor')}</th>
              <th>{t('staff.lastSeen')}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((member) => (
              <tr key={member.id} className={member.active ? '' : 'dim'}>
                <th scope="row">
                  <button type="button" className="rowlink" onClick={() => setEditing(member)}>
                    {member.name}
                  </button>
                  {!member.active && <small>{t('staff.inactive')}</small>}
                </th>
                <td>{member.email}</td>
                <td>{t(`role.${member.role}`)}</td>
                <td>{teamNames(member) || '–'}</td>
                <td className="end num">{member.capacity}</td>
                <td>
                  <span className={member.hasSecondFactor ? 'stat ok' : 'stat'}>
                    <Icon of={member.hasSecondFactor ? iconDone : iconX} size={14} />
                    {t(member.hasSecondFactor ? 'staff.factorOn' : 'staff.factorOff')}
                  </span>
                </td>
                <td>{member.lastSeenAt ? when(member.lastSeenAt) : member.invitedAt ? t('staff.invited', { when: when(member.invitedAt) }) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {staff.data && people.length === 0 && <EmptyState icon={iconPerson} title={t('staff.none')} next={t('staff.noneNext')} />}
      {editing && (
        <StaffDialog key={editing === 'new' ? 'new' : editing.id} member={editing === 'new' ? null : editing} teams={teams} onClose={() => setEditing(null)} />
      )}
    </AdminPage>
  )
}
