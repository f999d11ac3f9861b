import { useTranslation } from 'react-i18next'
import { iconAlert } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { clockSecondsText } from '../../app/time-text.ts'
import { Icon } from '../../app/ui/Icon.tsx'

type ReadAtProps = { at: string; isStale: boolean }

/** How old the figures are: whoever decides by them must know when they stand still. */
export function ReadAt({ at, isStale }: ReadAtProps) {
  const { t } = useTranslation()
  const time = clockSecondsText(at, useLanguage())
  return (
    <>
      <p className={isStale ? 'readat am' : 'readat'}>
        {isStale && <Icon of={iconAlert} size={14} />}
        {t(isStale ? 'wallboard.stale' : 'wallboard.asOf', { time })}
      </p>
      <span className="sr" role="status">
        {isStale && t('wallboard.stale', { time })}
      </span>
    </>
  )
}
