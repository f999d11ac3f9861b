import { useTranslation } from 'react-i18next'

/** The keys one needs first, at the foot of the list. */
export function ListHints() {
  const { t } = useTranslation()
  return (
    <p className="hint" aria-hidden="true">
      <span>
        <kbd>J</kbd>
        <kbd>K</kbd>
        {t('list.hint.move')}
      </span>
      <span>
        <kbd>Enter</kbd>
        {t('list.hint.open')}
      </span>
      <span>
        <kbd>A</kbd>
        {t('list.hint.take')}
      </span>
      <span>
        <kbd>?</kbd>
        {t('list.hint.keys')}
      </span>
    </p>
  )
}
