import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay, useMe } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { getOffers } from './offer-api.ts'
import { asStanding, type StandingOffer } from './standing-offers.ts'

/** While something is offered, it may be withdrawn without a word reaching this window. */
const LOOK_EVERY_MS = 5000

/** What is offered to me; read again whenever the counts are. */
export function useOffers(): readonly StandingOffer[] | undefined {
  const client = useQueryClient()
  const { available } = useMe()
  const enabled = useMay('conversation.take') && available
  const { data } = useQuery({
    queryKey: keys.offers,
    queryFn: async ({ signal }) => {
      const read = await getOffers(signal)
      // Set to away meanwhile, perhaps by an offer that never came to this window: whether and why comes with myself.
      if (!read.available) void client.invalidateQueries({ queryKey: keys.me })
      return asStanding(read, performance.now())
    },
    refetchInterval: ({ state }) => (state.data?.length ? LOOK_EVERY_MS : false),
    enabled,
  })
  return enabled ? data : undefined
}
