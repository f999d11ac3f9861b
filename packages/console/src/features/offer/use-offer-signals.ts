import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { keys } from '../../app/query-keys.ts'
import { playSignal, showDesktopNotification } from '../conversation/list/signals.ts'
import { newOffers, type StandingOffer } from './standing-offers.ts'

/** The sound and the notification of a new offer, as the settings say. The notification holds the short number alone. */
export function useOfferSignals(offers: readonly StandingOffer[] | undefined): void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { sound, desktop } = usePreferences()
  const seen = useRef<readonly StandingOffer[] | null>(null)
  useEffect(() => {
    if (offers === undefined) return
    const before = seen.current
    seen.current = offers
    // One that is gone may have been one too many: whether I am away now comes with myself.
    if (before !== null && before.length > offers.length) void client.invalidateQueries({ queryKey: keys.me })
    const [first] = newOffers(before ?? [], offers)
    if (first === undefined) return
    if (sound) playSignal()
    if (desktop && !document.hasFocus()) showDesktopNotification(t('offer.title'), first.conversation.reference, () => undefined)
  }, [offers, client, sound, desktop, t])
}
