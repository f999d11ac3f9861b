import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { useShortcut } from '../../../app/keys/use-shortcut.ts'
import { useMe } from '../../../app/me.ts'
import { notices } from '../../../app/notices.ts'
import { keys } from '../../../app/query-keys.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { useRun } from '../../../app/use-run.ts'
import { assign, awaitCustomer, exportAddress, reopen, restrict, wake } from '../conversation-api.ts'
import { allowedActions, whyNotSnooze, type AllowedActions } from './allowed-actions.ts'
import type { PanelName } from './panel-name.ts'

export type ConversationActions = {
  allowed: AllowedActions
  busy: boolean
  take: () => void
  awaitCustomer: () => void
  reopen: () => void
  wake: () => void
  toggleRestricted: () => void
  download: () => void
}

/** What can be done with the open conversation by a button or a key; a panel asks for the rest. */
export function useConversationActions(row: ConversationRow | null, onPanel: (panel: PanelName) => void): ConversationActions {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const { changed, lists } = useSync()
  const { run, busy } = useRun()
  const allowed = allowedActions(row, me)

  const act = (work: (id: string) => Promise<unknown>, done: string) => () => {
    if (!row || busy) return
    void run(async () => {
      await work(row.id)
      changed(row.id)
      void client.invalidateQueries({ queryKey: keys.me })
    }, done)
  }
  const actions = {
    take: act((id) => assign(id, { agentId: me.id }), t('done.taken')),
    awaitCustomer: act(awaitCustomer, t('done.awaiting')),
    reopen: act(reopen, t('done.reopened')),
    wake: act(wake, t('done.woken')),
    toggleRestricted: act((id) => restrict(id, !row?.restricted), t(row?.restricted ? 'done.unrestricted' : 'done.restricted')),
    download: () => {
      if (row) window.location.assign(exportAddress(row.id))
    },
  }

  // With the focus on another row of the list, `a` takes that one: the list is worked through without opening.
  useShortcut('take', () => {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined
    if (!focused || focused === row?.id) return allowed.take ? actions.take() : undefined
    void run(async () => {
      await assign(focused, { agentId: me.id })
      lists.changed([focused])
    }, t('done.taken'))
  })
  useShortcut('await_customer', actions.awaitCustomer, allowed.awaitCustomer)
  useShortcut('reopen', actions.reopen, allowed.reopen)
  useShortcut('resolve', () => onPanel('resolve'), allowed.resolve)
  useShortcut('snooze', () => {
    const why = row && whyNotSnooze(row)
    if (why) notices.say(t(`snooze.whyNot.${why}`))
    else if (allowed.snooze || allowed.wake) onPanel('snooze')
  })
  useShortcut('transfer', () => onPanel('transfer'), allowed.transfer)
  return { allowed, busy, ...actions }
}
