import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../app/query-keys.ts'
import { AccountStep } from './AccountStep.tsx'
import { SecondFactorStep } from './SecondFactorStep.tsx'

type Step = { email: string; methods: readonly ('totp' | 'passkey')[] }

/** Sign-in: the account, then the second factor when there is one. */
export default function SignIn() {
  const client = useQueryClient()
  const [second, setSecond] = useState<Step | null>(null)
  const done = () => client.resetQueries({ queryKey: keys.me })
  return second ? (
    <SecondFactorStep email={second.email} methods={second.methods} onDone={() => void done()} onBack={() => setSecond(null)} />
  ) : (
    <AccountStep onSecondFactor={(email, methods) => setSecond({ email, methods })} onDone={() => void done()} />
  )
}
