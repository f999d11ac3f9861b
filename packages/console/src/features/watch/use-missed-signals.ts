import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MissedPromise } from '@yingda/protocol/http/promise.ts'
import { usePreferences } from '../../app/preferences.ts'
import { playSignal, showDesktopNotification } from '../conversation/list/signals.ts'
import { missedId, newlyMissed } from './missed.ts'

/** The sound and the notification of what was missed just now, as the settings say. The notification holds the short number alone. */
export function useMissedSignals(missed: readonly MissedPromise[] | undefined): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { sound, desktop } = usePreferences()
  const seen = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (missed === undefined) return
    const [first] = newlyMissed(seen.current, missed)
    seen.current = new Set([...(seen.current ?? []), ...missed.map(missedId)])
    if (first === undefined) return
    if (sound) playSignal()
    if (!desktop || document.hasFocus()) return
    const open = () => void navigate({ to: '/inbox/$list/$conversationId', params: { list: 'all', conversationId: first.conversationId } })
    showDesktopNotification(t(first.kind === 'resolution' ? 'signals.resolution_missed' : 'signals.promise_missed'), first.reference, open)
  }, [missed, sound, desktop, t, navigate])
}
