import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Me } from '@yingda/protocol/http/staff-session.ts'
import {
  iconBook,
  iconClock,
  iconDone,
  iconGear,
  iconGlobe,
  iconHeadset,
  iconHold,
  iconKey,
  iconMoon,
  iconNote,
  iconPeople,
  iconPerson,
  iconTable,
  iconUp,
  iconX,
} from '@yingda/ui/icons.ts'
import { setAvailability, setLanguage, signOut } from '../../features/identity/session-api.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { changeLanguage } from '../i18n/i18n.ts'
import { useMay, useMe } from '../me.ts'
import { preferences, usePreferences } from '../preferences.ts'
import { keys } from '../query-keys.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useRun } from '../use-run.ts'

type MeMenuProps = { onKeys: () => void }

/** Oneself: available or not, how many are open, and what one sets for oneself. */
export function MeMenu({ onKeys }: MeMenuProps) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const language = useLanguage()
  const { theme } = usePreferences()
  const { run } = useRun()
  const mayStaff = useMay('staff.manage')
  const mayTeams = useMay('team.manage')
  const mayHours = useMay('calendar.manage')
  const mayChanges = useMay('watch.read')
  const mayReplies = useMay('canned_reply.manage')

  const toggle = () =>
    run(async () => {
      await setAvailability(!me.available)
      client.setQueryData<Me>(keys.me, (held) => held && { ...held, available: !me.available, awayWhy: null })
      void client.invalidateQueries({ queryKey: keys.colleagues })
    })
  const otherLanguage = language === 'en' ? 'zh-CN' : 'en'
  const speak = () =>
    run(async () => {
      await changeLanguage(otherLanguage)
      await setLanguage(otherLanguage)
      client.setQueryData<Me>(keys.me, (held) => held && { ...held, language: otherLanguage })
      void client.invalidateQueries()
    })
  const leave = () =>
    run(async () => {
      await signOut()
      // A fresh page: nothing of what was read stays in memory.
      window.location.replace('/console/')
    })
  const nextTheme = theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system'

  return (
    <Menu position="top-start" width={256} returnFocus withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="me">
          <Avatar name={me.name} />
          <span className="who">
            <b>{me.name}</b>
            <small className={me.available ? 'ok' : 'off'}>
              <Icon of={me.available ? iconDone : iconX} size={12} />
              <span>
                {t(me.available ? 'me.available' : 'me.away')}
                {t(me.available ? 'me.load' : 'me.loadAway', { open: me.open, capacity: me.capacity })}
              </span>
            </small>
          </span>
          <Icon of={iconUp} />
          <span className="sr">{t('me.menu')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon of={iconHeadset} />} onClick={() => void toggle()}>
          {t(me.available ? 'me.goAway' : 'me.goAvailable')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={iconGear} />} onClick={() => void navigate({ to: '/settings' })}>
          {t('settings.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={iconGlobe} />} onClick={() => void speak()} lang={otherLanguage}>
          {t('me.otherLanguage')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={iconMoon} />} closeMenuOnClick={false} onClick={() => preferences.set({ theme: nextTheme })}>
          {t('me.theme', { theme: t(`settings.theme.${theme}`) })}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={iconKey} />} onClick={onKeys}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Divider />
        {mayStaff && (
          <Menu.Item leftSection={<Icon of={iconPerson} />} onClick={() => void navigate({ to: '/admin/staff' })}>
            {t('staff.title')}
          </Menu.Item>
        )}
        {mayTeams && (
          <Menu.Item leftSection={<Icon of={iconPeople} />} onClick={() => void navigate({ to: '/admin/teams' })}>
            {t('teams.title')}
          </Menu.Item>
        )}
        {mayHours && (
          <Menu.Item leftSection={<Icon of={iconClock} />} onClick={() => void navigate({ to: '/admin/hours' })}>
            {t('hours.title')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon of={iconHold} />} onClick={() => void navigate({ to: '/admin/promises' })}>
          {t('promises.title')}
        </Menu.Item>
        {mayReplies && (
          <Menu.Item leftSection={<Icon of={iconNote} />} onClick={() => void navigate({ to: '/admin/canned-replies' })}>
            {t('replies.title')}
          </Menu.Item>
        )}
        {mayChanges && (
          <Menu.Item leftSection={<Icon of={iconTable} />} onClick={() => void navigate({ to: '/admin/changes' })}>
            {t('changes.title')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href="/docs" target="_blank" rel="noopener" leftSection={<Icon of={iconBook} />}>
          {t('me.apiDocs')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={iconX} />} onClick={() => void leave()}>
          {t('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
