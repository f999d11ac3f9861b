import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../app/me.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { notices } from '../../../app/notices.ts'
import { keys } from '../../../app/query-keys.ts'
import { alertsBetween, type Alert, waitingForMe } from './alerts.ts'
import { knownAt, nextReading, type Reading } from './reading.ts'
import { playSignal, showDesktopNotification } from './signals.ts'
import { useConversationList } from './use-conversation-list.ts'

const WARNED = { promise_at_risk: 'missed.atRisk', resolution_at_risk: 'missed.resolutionAtRisk' } as const

/**
 * Watches desk and queues whatever is shown: the title's count, the sound, the desktop notification, the warning before a promise is over, own figures.
 * What is set aside is watched for the one clock that setting it aside does not stop.
 */
export function useDeskWatch(): void {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { titleCount, sound, desktop, queueAlerts } = usePreferences()
  const desk = useConversationList({ view: 'desk' }).data
  const waiting = useConversationList({ view: 'waiting' }).data
  const aside = useConversationList({ view: 'snoozed' }).data
  const seen = useRef<Reading | null>(null)

  useEffect(() => {
    if (!desk || !waiting) return
    const rows = [...desk.pages, ...waiting.pages].flatMap((page) => page.rows)
    const nowMs = Date.now()
    const reading = nextReading(seen.current, [...rows, ...(aside?.pages.flatMap((page) => page.rows) ?? [])], nowMs)
    const alerts = alertsBetween(knownAt(seen.current, nowMs), reading.rows, me.id).filter((alert) => queueAlerts || alert.kind !== 'new_in_queue')
    seen.current = reading
    const count = waitingForMe(rows, me.id)
    document.title = titleCount && count > 0 ? t('shell.titleWithCount', { total: count }) : t('shell.title')
    const [first] = alerts
    if (!first || (document.hasFocus() && alerts.every((alert) => window.location.pathname.endsWith(alert.conversationId)))) return
    const open = (list: Alert['list'], conversationId: string) => () => void navigate({ to: '/inbox/$list/$conversationId', params: { list, conversationId } })
    for (const { kind, list, conversationId, reference, customerName } of alerts) {
      if (kind !== 'promise_at_risk' && kind !== 'resolution_at_risk') continue
      const named = { name: customerName ?? t('customer.visitor'), reference }
      notices.say(t(WARNED[kind], named), 'risk', { label: t('missed.open'), go: open(list, conversationId) })
    }
    if (sound) playSignal()
    if (desktop && !document.hasFocus()) {
      showDesktopNotification(t(`signals.${first.kind}`), first.reference, open(first.list, first.conversationId))
    }
  }, [desk, waiting, aside, me.id, t, titleCount, sound, desktop, queueAlerts, navigate])

  // Own open count comes with oneself; it follows the desk.
  const held = desk?.pages.reduce((sum, page) => sum + page.rows.length, 0)
  const before = useRef(held)
  useEffect(() => {
    if (before.current !== undefined && held !== before.current) void client.invalidateQueries({ queryKey: keys.me })
    before.current = held
  }, [held, client])
}
