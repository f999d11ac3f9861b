import { useCallback, useEffect, useState } from 'preact/hooks'
import type { CallBackChoices } from '@yingda/protocol/http/call-back.ts'
import { useDesk } from '../ui/use-desk.ts'
import { callBackChoices } from './library.ts'

type Choices = { choices: CallBackChoices | null; haveFailed: boolean; load: () => void }

/** What a call-back may be. Null while it is on its way, and when it did not come: then it can be asked for again. */
export function useChoices(thread: string): Choices {
  const desk = useDesk()
  const [choices, setChoices] = useState<CallBackChoices | null>(null)
  const [haveFailed, setFailed] = useState(false)
  const load = useCallback(() => {
    setFailed(false)
    callBackChoices(desk, thread).then(setChoices, () => setFailed(true))
  }, [desk, thread])
  useEffect(load, [load])
  return { choices, haveFailed, load }
}
