import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconSearch } from '@yingda/ui/icons.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <main className="col lone">
      <EmptyState asPage icon={iconSearch} title={t('shell.notFound')} next={t('shell.notFoundNext')}>
        <Link className="btn" to="/inbox/$list" params={{ list: 'desk' }}>
          {t('list.desk')}
        </Link>
      </EmptyState>
    </main>
  )
}
