import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarList, HoursSpan } from '@yingda/protocol/http/calendar.ts'
import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { serverNow } from '../../app/clock.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { CheckField } from '../../app/ui/CheckField.tsx'
import { useLeads } from '../../app/me.ts'
import { setTeamDay } from '../admin/hours/hours-api.ts'
import { HoursPreview } from '../admin/hours/HoursPreview.tsx'
import { SpanFields } from '../admin/hours/SpanFields.tsx'
import { rulesOfCalendar } from '../admin/hours/hours-draft.ts'
import { useSaveHours } from '../admin/hours/use-save-hours.ts'
import { shiftOf, spansEndedAt, timeIn, withShiftDay } from './running-shift.ts'
import { alwaysOpen, dateIn, dayAsSet, rulesWithDay, spansOn, type DayChoice } from './today-hours.ts'

type TodayHoursFormProps = { team: WallboardTeam; all: CalendarList; onClose: () => void }
const CHOICES = { usual: 'wallboard.hours.usual', closed: 'wallboard.hours.close', hours: 'wallboard.hours.only' } as const

const calendarOf = ({ calendars, teams }: CalendarList, teamId: string) => {
  const calendarId = teams.find(({ id }) => id === teamId)?.calendarId ?? null
  return calendars.find(({ id }) => id === calendarId) ?? null
}

export function TodayHoursForm({ team, all, onClose }: TodayHoursFormProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const client = useQueryClient()
  const { save, busy } = useSaveHours()
  const [calendar] = useState(() => calendarOf(all, team.id))
  const [rules] = useState(() => (calendar === null ? alwaysOpen(team, all.timeZone) : rulesOfCalendar(calendar)))
  const [date] = useState(() => dateIn(rules.timeZone, serverNow()))
  const [before] = useState(() => dayAsSet(rules, date))
  const [set, change] = useState(before)
  const [shift] = useState(() => shiftOf(rules, { date, time: timeIn(rules.timeZone, serverNow()), isOpen: calendar?.now.isOpen ?? false }))
  const [endsShift, endShift] = useState(shift?.isEnded ?? false)
  const leads = useLeads()
  const day = { ...set, date, label: t('wallboard.hours.label') }
  /** How the day of the shift is to be set, as long as it makes a difference. */
  const shiftDay = () => (endsShift && shift ? spansEndedAt(rules, shift, timeIn(rules.timeZone, serverNow())) : null)
  const changesShift = shift !== null && endsShift !== shift.isEnded
  /** Also where the night's shift is ended, or what was longer today is as usual again. */
  const mayEndSooner = set.choice !== 'usual' || before.choice === 'hours' || (changesShift && endsShift)
  const meant = rulesWithDay(changesShift ? withShiftDay(rules, shift, { spans: shiftDay(), label: day.label }) : rules, day)
  const sharing = all.teams.filter(({ id, calendarId }) => calendar !== null && calendarId === calendar.id && id !== team.id)

  const ofOthers = sharing.some(({ id }) => !leads(id))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (meant === null) return
    // Only the day is sent, and how it was: what a colleague changes meanwhile, the day's own hours included, is not overwritten.
    const set = async (on: string, spans: HoursSpan[] | null) =>
      (await setTeamDay(team.id, on, { spans, was: spansOn(rules, on), label: day.label })).callBacksMoved
    const change = async () => (changesShift ? await set(shift.date, shiftDay()) : 0) + (await set(date, spansOn(meant, date)))
    const accepted = await save(change, t('wallboard.hours.saved'))
    void client.invalidateQueries({ queryKey: keys.calendars })
    void client.invalidateQueries({ queryKey: keys.wallboard })
    if (accepted) onClose()
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <HoursPreview rules={meant} />
      <fieldset className="choices">
        <legend className="sr">{t('wallboard.teams.hours')}</legend>
        {Object.entries(CHOICES).map(([choice, label]) => (
          <label key={choice} className="choice">
            <input type="radio" name="day" checked={set.choice === choice} onChange={() => change({ ...set, choice: choice as DayChoice })} />
            <span>{t(label)}</span>
          </label>
        ))}
      </fieldset>
      {set.choice === 'hours' && (
        <div className="hours">
          <SpanFields day={t('wallboard.hours.today')} spans={set.spans} onChange={(spans) => change({ ...set, spans })} />
        </div>
      )}
      {shift && (
        <CheckField
          label={t('wallboard.hours.endShift')}
          hint={t(shift.isEnded ? 'wallboard.hours.shiftEnded' : 'wallboard.hours.shift', shift)}
          checked={endsShift}
          onChange={endShift}
        />
      )}
      {mayEndSooner && team.waiting > 0 && <p className="quiet">{t('wallboard.hours.waiting', { count: team.waiting })}</p>}
      {sharing.length > 0 && (
        <p className="quiet">
          {t(ofOthers ? 'wallboard.hours.ofOthers' : 'wallboard.hours.also', {
            names: sharing.map(({ nameZh, nameEn }) => (language === 'en' ? nameEn : nameZh)).join(t('common.listComma')),
          })}
        </p>
      )}
      {calendar === null && <p className="quiet">{t('wallboard.hours.own')}</p>}
      <div className="actions">
        <Link to="/admin/hours" className="btn link">
          {t('wallboard.hours.all')}
        </Link>
        <span className="sp" />
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} disabled={ofOthers || meant === null || (calendar === null && set.choice === 'usual')}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
