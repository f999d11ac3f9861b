import { useTranslation } from 'react-i18next'
import { iconAlert } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'

type AttemptErrorProps = { id?: string; error: string | null; waitSeconds: number }

/** What went wrong, and how long to wait when it did so too often. */
export function AttemptError({ id, error, waitSeconds }: AttemptErrorProps) {
  const { t } = useTranslation()
  if (!error) return null
  return (
    <p className="err" id={id} role="alert">
      <Icon of={iconAlert} />
      <span>
        {error}
        {waitSeconds > 0 && (
          <>
            {' '}
            <span className="num" aria-hidden="true">
              {t('signIn.wait', { count: waitSeconds })}
            </span>
          </>
        )}
      </span>
    </p>
  )
}
