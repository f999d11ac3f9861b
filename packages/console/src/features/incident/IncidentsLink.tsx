import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconLive } from '@yingda/ui/icons.ts'
import { useMay } from '../../app/me.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { isLasting, useIncidents } from './use-incidents.ts'

/** The way to incidents and planned work, and how many last now. */
export function IncidentsLink() {
  const { t } = useTranslation()
  const count = useIncidents().data?.incidents.filter(isLasting).length ?? 0
  if (!useMay('incident.read')) return null
  return (
    <>
      <h2>{t('incident.group')}</h2>
      <Link to="/incidents" title={t('incident.title')}>
        <Icon of={iconLive} />
        <span>{t('incident.title')}</span>
        {count > 0 && (
          <b className="am" aria-label={t('incident.lasting', { count })} role="img">
            {count}
          </b>
        )}
      </Link>
    </>
  )
}
