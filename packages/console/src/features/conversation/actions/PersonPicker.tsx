import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconCheck, iconHeadset, iconPerson } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { keys } from '../../../app/query-keys.ts'
import { Failure } from '../../../app/ui/Failure.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { Skeleton } from '../../../app/ui/Skeleton.tsx'
import { getColleagues } from '../conversation-api.ts'
import { pickable, type Target } from './pick-target.ts'

type PersonPickerProps = { withTeams: boolean; without: string | null; value: Target | null; onChange: (target: Target) => void }

/** Whom or which team: typed names narrow the list; who is available and has room stands first. One may type before the names are there. */
export function PersonPicker({ withTeams, without, value, onChange }: PersonPickerProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [text, setText] = useState('')
  const colleagues = useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => getColleagues(signal), staleTime: 0 })
  if (colleagues.isError && !colleagues.data) return <Failure error={colleagues.error} onRetry={() => void colleagues.refetch()} />
  const options = colleagues.data && pickable(colleagues.data, { text, withTeams, without, language })
  return (
    <div className="picker">
      <input
        type="search"
        aria-label={t('picker.search')}
        placeholder={t('picker.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-autofocus
      />
      {!options && <Skeleton kind="panel" count={4} />}
      <div role="radiogroup" aria-label={t('picker.label')} className="choices">
        {options?.map((option) => {
          const chosen = value?.kind === option.kind && value.id === option.id
          return (
            <label key={`${option.kind}-${option.id}`} className="choice">
              <input type="radio" name="target" checked={chosen} onChange={() => onChange(option)} />
              <Icon of={option.kind === 'team' ? iconHeadset : iconPerson} />
              <span>{option.name}</span>
              <small className={option.kind === 'person' && option.ready ? 'ok' : ''}>
                {option.kind === 'team'
                  ? option.waiting !== null && t('picker.waiting', { count: option.waiting })
                  : option.ready
                    ? t('picker.load', { open: option.open, capacity: option.capacity })
                    : t(option.online ? 'picker.away' : 'picker.offline')}
              </small>
              {chosen && <Icon of={iconCheck} />}
            </label>
          )
        })}
        {options?.length === 0 && <p className="quiet">{t('picker.none')}</p>}
      </div>
    </div>
  )
}
