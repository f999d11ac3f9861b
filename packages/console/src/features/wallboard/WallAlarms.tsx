import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Wallboard } from '@yingda/protocol/http/wallboard.ts'
import { iconDone, iconLive, iconMail } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { isLasting, useIncidents, useTitle } from '../incident/use-incidents.ts'
import { AlarmList } from '../watch/AlarmList.tsx'

/** `only`: shown only while there is something, or only while there is nothing. */
type WallAlarmsProps = { board: Wallboard; only: 'something' | 'nothing' }

/** What is wrong: alarms that stand, answers that reached nobody, what is disturbed. */
export function WallAlarms({ board: { alarms, undelivered }, only }: WallAlarmsProps) {
  const { t } = useTranslation()
  const titleOf = useTitle()
  const lasting = useIncidents().data?.incidents.filter(isLasting) ?? []
  // The alarm of the same name says the same; here it leads to where something is done about it.
  const others = alarms.filter(({ kind }) => kind !== 'answers_undelivered')
  const isQuiet = others.length === 0 && undelivered.count === 0 && lasting.length === 0
  if (isQuiet !== (only === 'nothing')) return null
  return (
    <section className="wallpart" aria-labelledby="wall-alarms">
      <div className="wallhead">
        <h2 id="wall-alarms">{t('wallboard.alarms.title')}</h2>
        {isQuiet && (
          <span className="stat ok">
            <Icon of={iconDone} size={14} />
            {t('wallboard.alarms.none')}
          </span>
        )}
      </div>
      {!isQuiet && (
        <AlarmList alarms={others}>
          {undelivered.since !== null && <UndeliveredLine count={undelivered.count} since={undelivered.since} />}
          {lasting.map((incident) => (
            <li className="alarm" key={incident.id}>
              <Icon of={iconLive} />
              <span className="what am">{t('wallboard.alarms.lasting', { title: titleOf(incident) })}</span>
              <Since at={incident.startsAt} />
              <Link to="/incidents" className="btn">
                {t('wallboard.alarms.see')}
              </Link>
            </li>
          ))}
        </AlarmList>
      )}
    </section>
  )
}

function UndeliveredLine({ count, since }: { count: number; since: string }) {
  const { t } = useTranslation()
  return (
    <li className="alarm">
      <Icon of={iconMail} />
      <span className="what rd">{t('wallboard.alarms.undelivered', { count })}</span>
      <Since at={since} />
      <Link to="/watch" className="btn">
        {t('wallboard.alarms.see')}
      </Link>
    </li>
  )
}

function Since({ at }: { at: string }) {
  const { t } = useTranslation()
  return <time dateTime={at}>{t('watch.since', { at: useWhenText()(at) })}</time>
}
