import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconChart } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'

/** The way to the wallboard. */
export function WallboardLink() {
  const { t } = useTranslation()
  return (
    <Link to="/wallboard" title={t('wallboard.title')}>
      <Icon of={iconChart} />
      <span>{t('wallboard.title')}</span>
    </Link>
  )
}
