import { useTranslation } from 'react-i18next'
import { iconDown, iconRight } from '@yingda/ui/icons.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import type { ListLine } from './list-lines.ts'
import type { GroupId } from './rows.ts'

type GroupHeadProps = { line: Extract<ListLine, { kind: 'group' }>; onFold: (id: GroupId) => void }

export function GroupHead({ line, onFold }: GroupHeadProps) {
  const { t } = useTranslation()
  return (
    <button type="button" className="grp" aria-expanded={!line.folded} onClick={() => onFold(line.id)}>
      <Icon of={line.folded ? iconRight : iconDown} size={12} />
      <b>{t(`list.group.${line.id}`)}</b>
      <span className="num">
        {line.count}
        {line.more && '+'}
      </span>
    </button>
  )
}
