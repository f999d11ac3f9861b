import { useTranslation } from 'react-i18next'
import type { TransactionStatus } from '@yingda/protocol/wallet.ts'
import { iconClock, iconDone, iconFail, iconInfo } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { statusTone } from './transaction-look.ts'

const ICONS = { done: iconDone, wait: iconClock, risk: iconFail, plain: iconInfo }
const CLASSES = { done: 'ok', wait: 'am', risk: 'rd', plain: '' }

/** A transaction's status: icon, word and colour, never colour alone. */
export function StatusWord({ status }: { status: TransactionStatus }) {
  const { t } = useTranslation()
  const tone = statusTone(status)
  return (
    <span className={`stat ${CLASSES[tone]}`}>
      <Icon of={ICONS[tone]} size={14} />
      {t(`wallet.status.${status}`)}
    </span>
  )
}
