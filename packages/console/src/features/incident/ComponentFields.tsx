import { useTranslation } from 'react-i18next'
import type { IncidentList } from '@yingda/protocol/http/incident.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { CheckField } from '../../app/ui/CheckField.tsx'

type ComponentFieldsProps = { all: IncidentList['components']; chosen: readonly string[]; onChange: (chosen: string[]) => void }

/** What is disturbed, of all there is here. */
export function ComponentFields({ all, chosen, onChange }: ComponentFieldsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <fieldset className="checks inrow">
      <legend>{t('incident.components')}</legend>
      {all.map(({ key, name }) => (
        <CheckField
          key={key}
          label={name[language]}
          checked={chosen.includes(key)}
          onChange={(on) => onChange(on ? [...chosen, key] : chosen.filter((one) => one !== key))}
        />
      ))}
    </fieldset>
  )
}
