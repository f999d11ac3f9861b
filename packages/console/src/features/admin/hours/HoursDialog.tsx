import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessCalendar, CalendarList } from '@yingda/protocol/http/calendar.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { useLeads } from '../../../app/me.ts'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { CheckField } from '../../../app/ui/CheckField.tsx'
import { ConfirmDelete } from '../../../app/ui/ConfirmDelete.tsx'
import { Dialog } from '../../../app/ui/Dialog.tsx'
import { Field } from '../../../app/ui/Field.tsx'
import { SelectField } from '../../../app/ui/SelectField.tsx'
import { useRun } from '../../../app/use-run.ts'
import { ExceptionsEditor } from './ExceptionsEditor.tsx'
import { HolidaySwitch } from './HolidaySwitch.tsx'
import { createCalendar, deleteCalendar, giveTeamCalendar, updateCalendar } from './hours-api.ts'
import { draftOf, newRules, rulesOf, rulesOfCalendar, type HoursDraft } from './hours-draft.ts'
import { HoursPreview } from './HoursPreview.tsx'
import { timeZones } from './hours-text.ts'
import { useSaveHours } from './use-save-hours.ts'
import { WhoWaits } from './WhoWaits.tsx'
import { WeekEditor } from './WeekEditor.tsx'

type HoursDialogProps = { calendar: BusinessCalendar | null; all: CalendarList; onClose: () => void }

/** One set of business hours: when, and for whom. */
export function HoursDialog({ calendar, all, onClose }: HoursDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const { run, busy: isGoing } = useRun()
  const { save, busy: saving } = useSaveHours()
  const busy = isGoing || saving
  const [deleting, setDeleting] = useState(false)
  const [draft, setDraft] = useState<HoursDraft>(() => draftOf(calendar ?? newRules(all.timeZone)))
  // As it was when the dialog opened: what a colleague changes meanwhile is not taken back by saving.
  const [teamsBefore] = useState(all.teams)
  const hoursBefore = (teamId: string) => teamsBefore.find(({ id }) => id === teamId)?.calendarId ?? null
  const using = teamsBefore.filter(({ calendarId }) => calendar !== null && calendarId === calendar.id).map(({ id }) => id)
  const made = useRef<string | null>(null)
  const [teamIds, setTeamIds] = useState<readonly string[]>(using)
  /** What a change is made to: saving again after half of it went well changes what was just saved. */
  const seen = useRef(calendar && rulesOfCalendar(calendar))
  const leads = useLeads()
  /** Teams of others have these hours as well: the own ones may be given others, and nothing else. */
  const readOnly = using.some((id) => !leads(id))
  const rules = rulesOf(draft)
  /** Whose hours saving changes: those that get these, and where they are others than before those that have them. */
  const [was] = useState(() => JSON.stringify(rulesOf(draft)))
  const isChanged = calendar !== null && rules !== null && JSON.stringify(rules) !== was
  const concerned = teamIds.filter((id) => isChanged || !using.some((one) => one === id))
  const set = (change: Partial<HoursDraft>) => setDraft((held) => ({ ...held, ...change }))
  const closing = (accepted: boolean) => {
    void client.invalidateQueries({ queryKey: keys.calendars })
    if (accepted) onClose()
  }
  const change = async () => {
    if (rules === null) return 0
    let moved = 0
    const known = calendar?.id ?? made.current
    const id = known ?? (await createCalendar(rules)).id
    made.current = id
    if (known !== null && !readOnly) moved += (await updateCalendar(id, { ...rules, ...(seen.current && { was: seen.current }) })).callBacksMoved
    seen.current = rules
    for (const teamId of teamIds)
      if (!using.some((one) => one === teamId)) moved += (await giveTeamCalendar(teamId, { calendarId: id, was: hoursBefore(teamId) })).callBacksMoved
    for (const teamId of using)
      if (!teamIds.includes(teamId)) moved += (await giveTeamCalendar(teamId, { calendarId: null, was: hoursBefore(teamId) })).callBacksMoved
    return moved
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(change, t('hours.saved')).then(closing)
  }
  const otherHours = (calendarId: string | null, checked: boolean) => {
    // Without hours a team answers at any hour, and so promises at night.
    if (!checked && calendar !== null && calendarId === calendar.id) return t('hours.becomesAlways')
    const other = all.calendars.find(({ id }) => id === calendarId && id !== calendar?.id)
    return other && t(checked ? 'hours.takesOver' : 'hours.hasOther', { name: language === 'en' ? other.nameEn : other.nameZh })
  }
  const title = calendar === null ? t('hours.add') : language === 'en' ? calendar.nameEn : calendar.nameZh
  if (calendar && deleting)
    return (
      <Dialog title={t('hours.deleteTitle', { name: title })} onClose={onClose}>
        <ConfirmDelete
          what={t('hours.deleteWhat')}
          label={t('hours.delete')}
          busy={busy}
          onDelete={() => void run(() => deleteCalendar(calendar.id), t('hours.deleted')).then(closing)}
          onKeep={() => setDeleting(false)}
        />
      </Dialog>
    )
  return (
    <Dialog title={title} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <HoursPreview rules={rules} />
        {readOnly && <p className="quiet">{t('hours.ofOthers')}</p>}
        <fieldset className="bare stack" disabled={readOnly}>
          <div className="pair">
            <Field label={t('teams.nameZh')} value={draft.nameZh} onChange={(nameZh) => set({ nameZh })} maxLength={60} required autoFocus />
            <Field label={t('teams.nameEn')} value={draft.nameEn} onChange={(nameEn) => set({ nameEn })} maxLength={60} required />
          </div>
          <SelectField
            label={t('hours.timeZone')}
            value={draft.timeZone}
            onChange={(timeZone) => set({ timeZone })}
            options={timeZones(draft.timeZone).map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <WeekEditor weekly={draft.weekly} onChange={(weekly) => set({ weekly })} />
          <HolidaySwitch checked={draft.chinaHolidays} onChange={(chinaHolidays) => set({ chinaHolidays })} years={all.holidayYears} />
          <ExceptionsEditor exceptions={draft.exceptions} onChange={(exceptions) => set({ exceptions })} />
        </fieldset>
        <fieldset className="checks">
          <legend>{t('hours.teams')}</legend>
          {all.teams.map((team) => (
            <CheckField
              key={team.id}
              label={language === 'en' ? team.nameEn : team.nameZh}
              hint={leads(team.id) ? otherHours(team.calendarId, teamIds.includes(team.id)) : t('hours.notOwn')}
              checked={teamIds.includes(team.id)}
              disabled={!leads(team.id)}
              onChange={(on) => setTeamIds(on ? [...teamIds, team.id] : teamIds.filter((id) => id !== team.id))}
            />
          ))}
        </fieldset>
        <WhoWaits teamIds={concerned} />
        <div className="actions">
          {calendar && !readOnly && (
            <Button look="danger" busy={busy} onClick={() => setDeleting(true)}>
              {t('hours.delete')}
            </Button>
          )}
          <span className="sp" />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={rules === null}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
