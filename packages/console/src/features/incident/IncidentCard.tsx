import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import { iconAlert, iconDone, iconGear, iconNo } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useMay } from '../../app/me.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText, When } from '../../app/ui/When.tsx'
import { SayDialog } from './SayDialog.tsx'
import { isOver, useIncidents, useTitle } from './use-incidents.ts'

/** One incident with everything that was said of it, and what can be said next. */
export function IncidentCard({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const titleOf = useTitle()
  const may = useMay('incident.manage')
  const components = useIncidents().data?.components ?? []
  const [saying, setSaying] = useState(false)
  return (
    <article className="incident">
      <header>
        <h3>{titleOf(incident)}</h3>
        <State incident={incident} />
        <span className="sp" />
        {may && !isOver(incident) && (
          <Button onClick={() => setSaying(true)} aria-label={t('incident.sayOf', { title: titleOf(incident) })}>
            {t('incident.say')}
          </Button>
        )}
      </header>
      <Facts incident={incident} />
      <ol className="said" aria-label={t('incident.said')}>
        {incident.updates.map((update) => (
          <Said key={update.seq} update={update} />
        ))}
      </ol>
      {saying && <SayDialog incident={incident} components={components} onClose={() => setSaying(false)} />}
    </article>
  )
}

function State({ incident: { kind, state, severity } }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const over = state === 'resolved' || state === 'done'
  const icon = over ? iconDone : state === 'cancelled' ? iconNo : kind === 'planned' ? iconGear : iconAlert
  const tone = over ? 'ok' : state === 'cancelled' || kind === 'planned' ? 'quiet' : severity === 'critical' ? 'rd' : 'am'
  return (
    <span className={`stat ${tone}`}>
      <Icon of={icon} size={14} />
      {t(`incident.state.${state}`)}
    </span>
  )
}

function Facts({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const when = useWhenText()
  const known = useIncidents().data?.components ?? []
  const names = incident.components.map((key) => known.find((one) => one.key === key)?.name[language] ?? key.replace(/^fn\./, ''))
  const { severity, startsAt, endsAt } = incident
  const facts = [
    ...(severity === null ? [] : [t(`incident.severity.${severity}`)]),
    endsAt === null ? t('incident.since', { at: when(startsAt) }) : t('incident.window', { from: when(startsAt), until: when(endsAt) }),
    t('incident.affects', { names: names.join(t('common.listComma')) }),
  ]
  return <p className="quiet">{facts.join(t('common.comma'))}</p>
}

function Said({ update: { at, by, state, textZh, textEn } }: { update: IncidentView['updates'][number] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <li>
      <When at={at} />
      <b>{t(`incident.state.${state}`)}</b>
      <span>{(language === 'en' ? textEn : textZh) || t('incident.begun')}</span>
      <small>{by ?? ''}</small>
    </li>
  )
}
