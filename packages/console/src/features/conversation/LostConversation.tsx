import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconLock } from '@yingda/ui/icons.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'

/** Passed to another team, restricted, or never ours: which of them it is, whoever may not see it is not told. */
export function LostConversation() {
  const { t } = useTranslation()
  return (
    <main className="col lone">
      <EmptyState icon={iconLock} title={t('thread.lost')} next={t('thread.lostNext')}>
        <Link className="btn" to="/inbox/$list" params={{ list: 'desk' }}>
          {t('list.desk')}
        </Link>
      </EmptyState>
    </main>
  )
}
