import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { iconAlert, iconDone, iconInfo, iconX } from '@yingda/ui/icons.ts'
import { notices } from '../notices.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'

const ICONS = { done: iconDone, risk: iconAlert, plain: iconInfo }

export function NoticeList() {
  const { t } = useTranslation()
  const list = useSyncExternalStore(notices.listen, notices.current)
  return (
    <div className="notices" role="status" aria-live="polite">
      {list.map(({ id, tone, text, leadsTo }) => (
        <p key={id} className={`notice ${tone}`}>
          <Icon of={ICONS[tone]} />
          <span>{text}</span>
          {leadsTo && (
            <Button
              look="link"
              onClick={() => {
                notices.dismiss(id)
                leadsTo.go()
              }}
            >
              {leadsTo.label}
            </Button>
          )}
          <IconButton icon={iconX} label={t('common.dismiss')} onClick={() => notices.dismiss(id)} />
        </p>
      ))}
    </div>
  )
}
