import { useTranslation } from 'react-i18next'
import type { Bilingual } from '@yingda/protocol/language.ts'
import type { SettingChange } from '@yingda/protocol/http/setting-change.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { momentText } from '../../../app/time-text.ts'
import { changedFields } from './changed-fields.ts'
import { useFieldText } from './use-field-text.ts'
import { useWhatText } from './use-what-text.ts'

type ChangeLineProps = { change: SettingChange; names: Readonly<Record<string, Bilingual>> }

/** When, who, what, and below it each value that is otherwise now. */
export function ChangeLine({ change, names }: ChangeLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const whatText = useWhatText()
  const fieldText = useFieldText(names)
  const fields = changedFields(change)
  return (
    <tr>
      <th scope="row">
        <time dateTime={change.at}>{momentText(change.at, language)}</time>
      </th>
      <td>{change.by.kind === 'agent' ? change.by.name : t('changes.system')}</td>
      <td>
        {whatText(change)}
        {fields.length > 0 && (
          <ul>
            {fields.map((one) => (
              <li key={`${one.field} ${one.of}`}>{t(change.before === null ? 'changes.setTo' : 'changes.fromTo', fieldText(one))}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
