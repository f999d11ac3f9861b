import { QueryClient } from '@tanstack/react-query'
import { isRefused, mayRetry, retryAfterSeconds } from './http/refusal.ts'

/** Reads are kept right by the socket's hints, so nothing is read again merely because a window got the focus. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        // Where too many ask, it comes in the end; meanwhile what was read before stays on the screen.
        retry: (count, error) => isRefused(error, 'server.overloaded') || (count < 3 && mayRetry(error)),
        retryDelay: (count, error) => Math.max(1000 * (retryAfterSeconds(error) ?? 0), Math.min(1000 * 2 ** count, 8000)),
      },
      mutations: { retry: false },
    },
  })
