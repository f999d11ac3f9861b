import { useTranslation } from 'react-i18next'
import type { TriggerState } from './use-trigger.ts'

type TriggerListProps = { trigger: TriggerState }

/** The choices above the composer; the field keeps the focus, so that one simply goes on typing. */
export function TriggerList({ trigger: { mark, query, list, chosen, loading, setAt } }: TriggerListProps) {
  const { t } = useTranslation()
  const titles = { '/': t('composer.canned'), '#': t('composer.articles'), '@': t('composer.colleagues') }
  const title = mark ? titles[mark] : ''
  const empty = mark === '#' && !query ? t('composer.typeToSearch') : loading ? t('common.loading') : t('composer.nothingFits')
  return (
    <div className="triggers">
      <ul id="trigger-list" role="listbox" aria-label={title}>
        {list.map((option, index) => (
          <li
            key={option.key}
            id={`trigger-${option.key}`}
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onMouseDown={(event) => {
              event.preventDefault()
              option.choose()
            }}
            onMouseMove={() => setAt(index)}
          >
            <b>{option.label}</b>
            <small>{option.detail}</small>
            {option.preview && <p>{option.preview}</p>}
          </li>
        ))}
      </ul>
      {list.length === 0 && (
        <p className="quiet" role="status">
          {empty}
        </p>
      )}
    </div>
  )
}
