import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { getMe } from '../features/identity/session-api.ts'
import { Refused } from './http/refusal.ts'
import { setSignedOut } from './http/request.ts'
import { changeLanguage, currentLanguage } from './i18n/i18n.ts'
import { MeContext } from './me.ts'
import { keys } from './query-keys.ts'
import { SignedIn } from './SignedIn.tsx'
import { Failure } from './ui/Failure.tsx'
import { Skeleton } from './ui/Skeleton.tsx'

const SignIn = lazy(() => import('../features/identity/SignIn.tsx'))
const Invitation = lazy(() => import('../features/identity/Invitation.tsx'))
const StepUpDialog = lazy(() => import('../features/identity/StepUpDialog.tsx'))
const SecondFactorSetup = lazy(() => import('../features/identity/SecondFactorSetup.tsx'))

/** Who may see what: an invitation, the sign-in, the set-up of a second factor, or the console. The address stays. */
export function Gate() {
  const client = useQueryClient()
  const me = useQuery({ queryKey: keys.me, queryFn: ({ signal }) => getMe(signal), staleTime: Infinity })
  const isInvitation = window.location.pathname.startsWith('/console/invitation')

  useEffect(() => setSignedOut(() => void client.resetQueries({ queryKey: keys.me })), [client])
  const [wasIn, setWasIn] = useState(false)
  const isIn = me.data !== undefined
  if (isIn && !wasIn) setWasIn(true)
  const language = me.data?.language
  useEffect(() => {
    if (language && language !== currentLanguage()) void changeLanguage(language)
  }, [language])

  return <Suspense fallback={<Skeleton kind="panel" />}>{content()}</Suspense>

  function content() {
    if (isInvitation) return <Invitation />
    if (me.isPending) return <Skeleton kind="panel" />
    if (me.error instanceof Refused && me.error.status === 401) return <SignIn wasIn={wasIn} />
    if (!me.data)
      return (
        <main className="gate">
          <Failure error={me.error} onRetry={() => void me.refetch()} />
        </main>
      )
    if (me.data.secondFactorSetupRequired) {
      return (
        <MeContext value={me.data}>
          <SecondFactorSetup />
          <StepUpDialog />
        </MeContext>
      )
    }
    return <SignedIn key={me.data.id} me={me.data} />
  }
}
