import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconAlert } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { isLasting, useIncidents, useTitle } from './use-incidents.ts'

/** One line while something is disturbed: whoever answers customers knows of it before they ask. */
export function IncidentBanner() {
  const { t } = useTranslation()
  const titleOf = useTitle()
  const lasting = useIncidents().data?.incidents.filter(isLasting) ?? []
  const [first] = lasting
  if (first === undefined) return null
  return (
    <p className="banner" role="status">
      <Icon of={iconAlert} size={14} />
      <span>
        {lasting.length === 1
          ? t('incident.banner', { title: titleOf(first) })
          : t('incident.bannerMore', { title: titleOf(first), count: lasting.length - 1 })}
      </span>
      <Link to="/incidents" className="btn link">
        {t('incident.bannerOpen')}
      </Link>
    </p>
  )
}
