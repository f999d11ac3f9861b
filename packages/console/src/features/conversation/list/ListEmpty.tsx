import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconDone, iconFilter, iconInbox } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { EmptyState } from '../../../app/ui/EmptyState.tsx'
import type { ListId } from './list-id.ts'

type ListEmptyProps = { list: Exclude<ListId, { kind: 'search' }>; filtered: boolean; onClear: () => void }

/** An empty list says what that means and where work may be. */
export function ListEmpty({ list, filtered, onClear }: ListEmptyProps) {
  const { t } = useTranslation()
  const { available } = useMe()
  if (filtered)
    return (
      <EmptyState icon={iconFilter} title={t('list.empty.filtered')} next={t('list.empty.filteredNext')}>
        <Button onClick={onClear}>{t('filter.clear')}</Button>
      </EmptyState>
    )
  const kind = list.kind === 'fixed' ? list.list : list.kind
  const isDesk = kind === 'desk'
  return (
    <EmptyState
      icon={isDesk ? iconInbox : iconDone}
      title={t(`list.empty.${kind}`)}
      next={isDesk && !available ? t('list.empty.deskAway') : t(`list.empty.${kind}Next`)}
    >
      {isDesk && (
        <Link className="btn" to="/inbox/$list" params={{ list: 'waiting' }}>
          {t('list.waiting')}
        </Link>
      )}
    </EmptyState>
  )
}
