import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../app/query-keys.ts'
import { AccountStep } from './AccountStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'
import type { SecondStep } from './session-api.ts'

type SignInProps = { /** In this window, until the session ended. */ wasIn: boolean }

/** Sign-in: the account, then the second factor when there is one; or a passkey, which is both. */
export default function SignIn({ wasIn }: SignInProps) {
  const client = useQueryClient()
  const [second, setSecond] = useState<(SecondStep & { email: string }) | null>(null)
  const done = () => void client.resetQueries({ queryKey: keys.me })
  return second ? (
    <SecondFactorStep {...second} onDone={done} onBack={() => setSecond(null)} />
  ) : (
    <AccountStep wasIn={wasIn} onSecondFactor={(email, step) => setSecond({ ...step, email })} onDone={done} />
  )
}
