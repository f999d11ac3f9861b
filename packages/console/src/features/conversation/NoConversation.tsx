import { useTranslation } from 'react-i18next'
import { iconChat } from '@yingda/ui/icons.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'

export function NoConversation() {
  const { t } = useTranslation()
  return (
    <main className="col lone">
      <EmptyState icon={iconChat} title={t('thread.noneOpen')} next={t('thread.noneOpenNext')}>
        <p className="keys">
          <kbd>J</kbd> <kbd>K</kbd> <kbd>Enter</kbd> <kbd>?</kbd>
        </p>
      </EmptyState>
    </main>
  )
}
