import { useTranslation } from 'react-i18next'
import { iconAlert } from '@yingda/ui/icons.ts'
import { useErrorText } from '../use-error-text.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

type FailureProps = { error: unknown; onRetry?: () => void }

/** Something could not be read: the server's own words, and a way to try again. */
export function Failure({ error, onRetry }: FailureProps) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  return (
    <div className="failure" role="alert">
      <Icon of={iconAlert} />
      <span>{textOf(error)}</span>
      {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  )
}
