import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { playSignal, showDesktopNotification } from '../conversation/list/signals.ts'
import { newOffers, type StandingOffer } from './standing-offers.ts'

/** The sound and the notification of a new offer, as the settings say. The notification holds the short number alone. */
export function useOfferSignals(offers: readonly StandingOffer[] | undefined): void {
  const { t } = useTranslation()
  const { sound, desktop } = usePreferences()
  const seen = useRef<readonly StandingOffer[] | null>(null)
  useEffect(() => {
    if (offers === undefined) return
    const before = seen.current
    seen.current = offers
    const [first] = newOffers(before ?? [], offers)
    if (first === undefined) return
    if (sound) playSignal()
    if (desktop && !document.hasFocus()) showDesktopNotification(t('offer.title'), first.conversation.reference, () => undefined)
  }, [offers, sound, desktop, t])
}
