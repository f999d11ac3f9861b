import { QueryClient } from '@tanstack/react-query'
import { mayRetry } from './http/refusal.ts'

/** Reads are kept right by the socket's hints, so nothing is read again merely because a window got the focus. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        retry: (count, error) => count < 3 && mayRetry(error),
        retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
      },
      mutations: { retry: false },
    },
  })
