import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember, StaffSetting, Team } from '@yingda/protocol/http/staff-admin.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import { Language } from '@yingda/protocol/language.ts'
import type { Role } from '@yingda/protocol/permissions.ts'
import type { Skills } from '@yingda/protocol/skills.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { CheckField } from '../../app/ui/CheckField.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { useRun } from '../../app/use-run.ts'
import { inviteAgain, inviteStaff, updateStaff } from './admin-api.ts'
import { InvitationLink } from './InvitationLink.tsx'
import { LeftEmpty } from './LeftEmpty.tsx'
import { leftEmpty } from './left-empty.ts'
import { SkillFields } from './SkillFields.tsx'

type StaffDialogProps = { member: StaffMember | null; teams: readonly Team[]; onClose: () => void }
const ROLES: readonly Role[] = ['agent', 'lead', 'admin']
/** As the server gives them to whom nobody gave any. */
const ABLE: Skills = { payment: 2, transfer: 2, refund: 2, access: 2, security: 2, other: 2 }

const settingOf = ({ name, role, teamIds, capacity, languages, skills, active }: StaffMember): StaffSetting => ({
  name,
  role,
  teamIds,
  capacity,
  languages,
  skills,
  active,
})

/** Invites somebody, or changes what somebody may do. The link is shown once, for the admin to hand over. */
export function StaffDialog({ member, teams, onClose }: StaffDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const [name, setName] = useState(member?.name ?? '')
  const [email, setEmail] = useState(member?.email ?? '')
  const [role, setRole] = useState<Role>(member?.role ?? 'agent')
  const [teamIds, setTeamIds] = useState<readonly TeamId[]>(member?.teamIds ?? [])
  const [capacity, setCapacity] = useState(String(member?.capacity ?? 5))
  const [languages, setLanguages] = useState<readonly Language[]>(member?.languages ?? Language.options)
  const [skills, setSkills] = useState<Skills>(member?.skills ?? ABLE)
  const [active, setActive] = useState(member?.active ?? true)
  const [link, setLink] = useState<{ link: string; expiresAt: string } | null>(null)

  const [was] = useState(() => member && settingOf(member))

  const refresh = () => {
    void client.invalidateQueries({ queryKey: keys.staff })
    void client.invalidateQueries({ queryKey: keys.teams })
    void client.invalidateQueries({ queryKey: keys.colleagues })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), role, teamIds: [...teamIds], capacity: Number(capacity), languages: [...languages], skills }
    if (member)
      return void run(() => updateStaff(member.id, { ...body, active, ...(was && { was }) }), t('staff.saved')).then((saved) => {
        refresh()
        if (saved) onClose()
      })
    void run(async () => setLink(await inviteStaff({ ...body, email: email.trim() }))).then(refresh)
  }
  if (link)
    return (
      <Dialog title={t('staff.linkTitle')} onClose={onClose}>
        <InvitationLink {...link} onClose={onClose} />
      </Dialog>
    )
  return (
    <Dialog title={member ? member.name : t('staff.invite')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {!member && <Field label={t('staff.email')} type="email" value={email} onChange={setEmail} maxLength={200} required autoFocus />}
        <Field label={t('staff.name')} hint={t('invitation.nameHint')} value={name} onChange={setName} maxLength={80} required />
        <SelectField
          label={t('staff.role')}
          hint={t(`role.can.${role}`)}
          value={role}
          onChange={(value) => setRole(ROLES.find((one) => one === value) ?? 'agent')}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <fieldset className="checks">
          <legend>{t('staff.teams')}</legend>
          {teams.length === 0 && <p className="quiet">{t('staff.noTeams')}</p>}
          {teams.map((team) => (
            <CheckField
              key={team.id}
              label={language === 'en' ? team.nameEn : team.nameZh}
              checked={teamIds.includes(team.id)}
              onChange={(on) => setTeamIds(on ? [...teamIds, team.id] : teamIds.filter((id) => id !== team.id))}
            />
          ))}
        </fieldset>
        <Field label={t('staff.capacity')} hint={t('staff.capacityHint')} type="number" min={1} max={50} value={capacity} onChange={setCapacity} required />
        <SkillFields languages={languages} onLanguages={setLanguages} skills={skills} onSkills={setSkills} />
        {member && <CheckField label={t('staff.active')} hint={t('staff.activeHint')} checked={active} onChange={setActive} />}
        {was && <LeftEmpty teams={leftEmpty(teams, was, { teamIds: [...teamIds], active })} />}
        <div className="actions">
          {member && (
            <Button busy={busy} onClick={() => void run(async () => setLink(await inviteAgain(member.id)))}>
              {t('staff.newLink')}
            </Button>
          )}
          <span className="sp" />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t(member ? 'common.save' : 'staff.inviteDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
