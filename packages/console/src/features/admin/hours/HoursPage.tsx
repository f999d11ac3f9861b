import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BusinessCalendar } from '@yingda/protocol/http/calendar.ts'
import { iconClock } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { keys } from '../../../app/query-keys.ts'
import { EmptyState } from '../../../app/ui/EmptyState.tsx'
import { AdminPage } from '../AdminPage.tsx'
import { getCalendars } from './hours-api.ts'
import { HoursDialog } from './HoursDialog.tsx'
import { HoursNow } from './HoursNow.tsx'

const MINUTE_MS = 60_000

/** When teams answer: the sets of hours there are, what they mean now, and which teams have them. */
export default function HoursPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [editing, setEditing] = useState<BusinessCalendar | 'new' | null>(null)
  const read = useQuery({ queryKey: keys.calendars, queryFn: ({ signal }) => getCalendars(signal), refetchInterval: MINUTE_MS })
  const nameOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => (language === 'en' ? nameEn : nameZh)
  const teamsWith = (calendarId: string | null) => (read.data?.teams ?? []).filter((team) => team.calendarId === calendarId).map(nameOf)
  const always = teamsWith(null)
  return (
    <AdminPage title={t('hours.title')} add={t('hours.add')} permission="calendar.manage" onAdd={() => setEditing('new')} read={read}>
      {read.data && read.data.calendars.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>{t('teams.name')}</th>
              <th>{t('hours.now')}</th>
              <th>{t('hours.timeZone')}</th>
              <th>{t('hours.teams')}</th>
            </tr>
          </thead>
          <tbody>
            {read.data.calendars.map((calendar) => (
              <tr key={calendar.id}>
                <th scope="row">
                  <button type="button" className="rowlink" onClick={() => setEditing(calendar)}>
                    {nameOf(calendar)}
                  </button>
                </th>
                <td>
                  <HoursNow now={calendar.now} timeZone={calendar.timeZone} />
                </td>
                <td>{calendar.timeZone.replaceAll('_', ' ')}</td>
                <td>{teamsWith(calendar.id).join(t('common.listComma')) || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {read.data?.calendars.length === 0 && <EmptyState icon={iconClock} title={t('hours.none')} next={t('hours.noneNext')} />}
      {read.data && always.length > 0 && <p className="quiet hoursnote">{t('hours.always', { names: always.join(t('common.listComma')) })}</p>}
      {read.data && editing && (
        <HoursDialog
          key={editing === 'new' ? 'new' : editing.id}
          calendar={editing === 'new' ? null : editing}
          all={read.data}
          onClose={() => setEditing(null)}
        />
      )}
    </AdminPage>
  )
}
