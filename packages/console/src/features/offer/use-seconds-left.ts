import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys } from '../../app/query-keys.ts'
import { secondsLeft, type StandingOffer } from './standing-offers.ts'

const TICK_MS = 250

/** Counts down, and asks what became of it when the time is over. Sleeping pages wake to the right number. */
export function useSecondsLeft(offer: StandingOffer): number {
  const client = useQueryClient()
  const [left, setLeft] = useState(() => secondsLeft(offer, performance.now()))
  useEffect(() => {
    const tick = (): void => {
      const now = secondsLeft(offer, performance.now())
      setLeft(now)
      if (now > 0) return
      clearInterval(timer)
      void client.invalidateQueries({ queryKey: keys.offers })
    }
    const timer = setInterval(tick, TICK_MS)
    return () => clearInterval(timer)
  }, [offer, client])
  return left
}
