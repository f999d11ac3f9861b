import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { useMe } from '../../../app/me.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { notices } from '../../../app/notices.ts'
import { keys } from '../../../app/query-keys.ts'
import { alertsBetween, waitingForMe } from './alerts.ts'
import { playSignal, showDesktopNotification } from './signals.ts'
import { useConversationList } from './use-conversation-list.ts'

const WARNED = { promise_at_risk: 'missed.atRisk', resolution_at_risk: 'missed.resolutionAtRisk' } as const

/** Watches desk and queues whatever is shown: the title's count, the sound, the desktop notification, the warning before a promise is over, own figures. */
export function useDeskWatch(): void {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { titleCount, sound, desktop, queueAlerts } = usePreferences()
  const desk = useConversationList({ view: 'desk' }).data
  const waiting = useConversationList({ view: 'waiting' }).data
  const seen = useRef<ConversationRow[] | null>(null)

  useEffect(() => {
    if (!desk || !waiting) return
    const rows = [...desk.pages, ...waiting.pages].flatMap((page) => page.rows)
    const alerts = alertsBetween(seen.current, rows, me.id).filter((alert) => queueAlerts || alert.kind !== 'new_in_queue')
    seen.current = rows
    const count = waitingForMe(rows, me.id)
    document.title = titleCount && count > 0 ? t('shell.titleWithCount', { total: count }) : t('shell.title')
    const [first] = alerts
    if (!first || (document.hasFocus() && alerts.every((alert) => window.location.pathname.endsWith(alert.conversationId)))) return
    const open = (conversationId: string) => () => void navigate({ to: '/inbox/$list/$conversationId', params: { list: 'desk', conversationId } })
    for (const { kind, conversationId, reference, customerName } of alerts) {
      if (kind !== 'promise_at_risk' && kind !== 'resolution_at_risk') continue
      const named = { name: customerName ?? t('customer.visitor'), reference }
      notices.say(t(WARNED[kind], named), 'risk', { label: t('missed.open'), go: open(conversationId) })
    }
    if (sound) playSignal()
    if (desktop && !document.hasFocus()) {
      showDesktopNotification(t(`signals.${first.kind}`), first.reference, open(first.conversationId))
    }
  }, [desk, waiting, me.id, t, titleCount, sound, desktop, queueAlerts, navigate])

  // Own open count comes with oneself; it follows the desk.
  const held = desk?.pages.reduce((sum, page) => sum + page.rows.length, 0)
  const before = useRef(held)
  useEffect(() => {
    if (before.current !== undefined && held !== before.current) void client.invalidateQueries({ queryKey: keys.me })
    before.current = held
  }, [held, client])
}
