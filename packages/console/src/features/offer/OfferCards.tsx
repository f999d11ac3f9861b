import { OfferCard } from './OfferCard.tsx'
import { useOffers } from './use-offers.ts'
import { useOfferSignals } from './use-offer-signals.ts'

/** What is offered to me, over whatever page is open; the first one answers to the keys. */
export function OfferCards() {
  const offers = useOffers()
  useOfferSignals(offers)
  return (
    <div className="offers">
      {offers?.map((offer, index) => (
        <OfferCard key={offer.conversation.id} offer={offer} hasKeys={index === 0} />
      ))}
    </div>
  )
}
