import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ConversationCounts, ConversationDetail } from '@yingda/protocol/http/staff.ts'
import { iconChart, iconCheck, iconGear, iconInbox, iconKey, iconLive, iconScale } from '@yingda/ui/icons.ts'
import { FIXED_LISTS } from '../../features/conversation/list/list-id.ts'
import { shortcutBus } from '../keys/shortcut-bus.ts'
import { useMe } from '../me.ts'
import { keys } from '../query-keys.ts'
import { offeredActs } from './offered-acts.ts'

export type Command = { id: string; icon: string; label: string; detail: string; run: () => void }

/** Everything the command bar can do: places, then what can be done with the open conversation. */
export function useCommands(onKeys: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const me = useMe()
  const { permissions } = me
  const { conversationId } = useParams({ strict: false })
  const queues = client.getQueryData<ConversationCounts>(keys.counts)?.queues ?? []

  const list = (id: string, label: string, detail: string): Command => ({
    id: `list-${id}`,
    icon: iconInbox,
    label,
    detail,
    run: () => void navigate({ to: '/inbox/$list', params: { list: id } }),
  })
  // The panel opens once the bar is gone, or it would take the focus from it.
  const open = conversationId === undefined ? undefined : client.getQueryData<ConversationDetail>(keys.conversation(conversationId))
  const acts = (open ? offeredActs(open, me) : []).map(
    ({ id, keys: [key] }): Command => ({
      id,
      icon: iconCheck,
      label: t(`keys.${id}`),
      detail: key.toUpperCase(),
      run: () => void setTimeout(() => shortcutBus.fire(id), 50),
    }),
  )
  const pages: Command[] = [
    { id: 'settings', icon: iconGear, label: t('settings.title'), detail: '', run: () => void navigate({ to: '/settings' }) },
    ...(permissions.includes('staff.manage')
      ? [{ id: 'staff', icon: iconGear, label: t('staff.title'), detail: '', run: () => void navigate({ to: '/admin/staff' }) }]
      : []),
    ...(permissions.includes('team.manage')
      ? [{ id: 'teams', icon: iconGear, label: t('teams.title'), detail: '', run: () => void navigate({ to: '/admin/teams' }) }]
      : []),
    ...(permissions.includes('calendar.manage')
      ? [{ id: 'hours', icon: iconGear, label: t('hours.title'), detail: '', run: () => void navigate({ to: '/admin/hours' }) }]
      : []),
    { id: 'promises', icon: iconGear, label: t('promises.title'), detail: '', run: () => void navigate({ to: '/admin/promises' }) },
    ...(permissions.includes('incident.read')
      ? [{ id: 'incidents', icon: iconLive, label: t('incident.title'), detail: '', run: () => void navigate({ to: '/incidents' }) }]
      : []),
    ...(permissions.includes('watch.read')
      ? [
          { id: 'wallboard', icon: iconChart, label: t('wallboard.title'), detail: '', run: () => void navigate({ to: '/wallboard' }) },
          { id: 'changes', icon: iconGear, label: t('changes.title'), detail: '', run: () => void navigate({ to: '/admin/changes' }) },
          { id: 'watch', icon: iconScale, label: t('watch.title'), detail: '', run: () => void navigate({ to: '/watch' }) },
        ]
      : []),
    ...(permissions.includes('canned_reply.manage')
      ? [{ id: 'replies', icon: iconGear, label: t('replies.title'), detail: '', run: () => void navigate({ to: '/admin/canned-replies' }) }]
      : []),
    { id: 'keys', icon: iconKey, label: t('keys.title'), detail: '?', run: onKeys },
  ]
  return {
    commands: [
      ...acts,
      ...FIXED_LISTS.map((fixed, index) => list(fixed, t(`list.${fixed}`), String(index + 1))),
      ...queues.map((queue) => list(`team-${queue.teamId}`, queue.name, t('shell.queues'))),
      ...pages,
    ],
    goTo: {
      customer: (customerId: string) => void navigate({ to: '/customers/$customerId', params: { customerId } }),
      conversation: (id: string, seq: number | null) =>
        void navigate({ to: '/inbox/$list/$conversationId', params: { list: 'all', conversationId: id }, search: seq ? { at: seq } : {} }),
      search: (q: string) => void navigate({ to: '/inbox/$list', params: { list: 'search' }, search: { q } }),
    },
  }
}
