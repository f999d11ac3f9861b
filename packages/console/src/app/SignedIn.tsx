import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { Me } from '@yingda/protocol/http/staff-session.ts'
import { currentLanguage } from './i18n/i18n.ts'
import { MeContext } from './me.ts'
import { keys } from './query-keys.ts'
import { router } from './router.tsx'
import { createSync, type Sync } from './sync/create-sync.ts'
import { readAgain } from './sync/read-again.ts'
import { SyncContext } from './sync/use-sync.ts'

const StepUpDialog = lazy(() => import('../features/identity/StepUpDialog.tsx'))

type SignedInProps = { me: Me }

/** The console of one person, with all that keeps it right while they are signed in. */
export function SignedIn({ me }: SignedInProps) {
  const client = useQueryClient()
  const [sync, setSync] = useState<Sync | null>(null)
  useEffect(() => {
    const made = createSync({ me, client, language: currentLanguage, onSessionDoubt: () => void readSelfAgain(client) })
    setSync(made)
    return made.stop
    // One sync per person and set of teams: renewed figures of the same person must not drop the connection.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, me.id, me.teams.map((team) => team.id).join()])

  if (!sync) return null
  return (
    <MeContext value={me}>
      <SyncContext value={sync}>
        <RouterProvider router={router} />
        <Suspense>
          <StepUpDialog />
        </Suspense>
      </SyncContext>
    </MeContext>
  )
}

/** Who one is now; and, if one still is anybody here, what teams and queues are called. */
async function readSelfAgain(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: keys.me })
  if (client.getQueryState(keys.me)?.status !== 'success') return
  await Promise.all([keys.counts, keys.colleagues, keys.teams].map((queryKey) => readAgain(client, { queryKey })))
}
