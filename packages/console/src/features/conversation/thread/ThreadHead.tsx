import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import {
  iconCheck,
  iconClock,
  iconDownload,
  iconHeadset,
  iconHold,
  iconLock,
  iconMore,
  iconShieldx,
  iconPerson,
  iconRefresh,
  iconSwap,
  iconUp,
} from '@yingda/ui/icons.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import type { PanelName } from '../actions/panel-name.ts'
import type { ConversationActions } from '../actions/use-conversation-actions.ts'
import { useConversationTitle } from '../use-conversation-title.ts'

type ThreadHeadProps = {
  row: ConversationRow
  actions: ConversationActions
  panel: PanelName | null
  onPanel: (panel: PanelName) => void
  drawer: boolean
  onDrawer: () => void
}

/** What it is about, and what one does most; the rest is behind "more". */
export function ThreadHead({ row, actions, panel, onPanel, drawer, onDrawer }: ThreadHeadProps) {
  const { t } = useTranslation()
  const title = useConversationTitle()(row)
  const { allowed, busy } = actions
  const opener = (name: PanelName) => ({ 'aria-expanded': panel === name, onClick: () => onPanel(name) })
  return (
    <div className="hd threadhd">
      <h2 title={title} lang={row.language}>
        {title}
      </h2>
      <span className="sp" />
      {allowed.take && (
        <Button icon={iconHeadset} busy={busy} onClick={actions.take}>
          {t('action.take')}
        </Button>
      )}
      {allowed.transfer && <Button {...opener('transfer')}>{t('action.transfer')}</Button>}
      {allowed.snooze && <Button {...opener('snooze')}>{t('action.snooze')}</Button>}
      {allowed.wake && (
        <Button icon={iconRefresh} busy={busy} onClick={actions.wake}>
          {t('action.wake')}
        </Button>
      )}
      {allowed.resolve && (
        <Button icon={iconCheck} {...opener('resolve')}>
          {t('action.resolve')}
        </Button>
      )}
      {allowed.reopen && (
        <Button icon={iconRefresh} busy={busy} onClick={actions.reopen}>
          {t('action.reopen')}
        </Button>
      )}
      <Button className="only-narrow" icon={iconPerson} aria-expanded={drawer} onClick={onDrawer}>
        {t('customer.label')}
      </Button>
      <Menu position="bottom-end" width={208} returnFocus withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <IconButton icon={iconMore} label={t('action.more')} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon of={iconPerson} />} disabled={!allowed.assign} onClick={() => onPanel('assign')}>
            {t('action.assign')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={iconHold} />} disabled={!allowed.awaitCustomer} onClick={actions.awaitCustomer}>
            {t('action.awaitCustomer')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={iconSwap} />} disabled={!allowed.merge} onClick={() => onPanel('merge')}>
            {t('action.merge')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<Icon of={iconLock} />} disabled={!allowed.restrict} onClick={actions.toggleRestricted}>
            {t(row.restricted ? 'action.unrestrict' : 'action.restrict')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={iconShieldx} />} disabled={!allowed.block} onClick={() => onPanel('block')}>
            {t('action.block')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={iconUp} />} disabled={!allowed.care} onClick={() => onPanel('care')}>
            {t('care.mark')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={iconDownload} />} disabled={!allowed.export} onClick={actions.download}>
            {t('action.export')}
          </Menu.Item>
          {allowed.wake && (
            <Menu.Item leftSection={<Icon of={iconClock} />} onClick={() => onPanel('snooze')}>
              {t('action.snoozeAgain')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
