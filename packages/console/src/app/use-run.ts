import { useCallback, useState } from 'react'
import { notices } from './notices.ts'
import { useErrorText } from './use-error-text.ts'

type Run = (work: () => Promise<unknown>, done?: string) => Promise<boolean>

/**
 * Runs a command: busy while it runs, the server's words when it says no, `done` when it went well.
 * Resolves true when it went well; never rejects.
 */
export function useRun(): { run: Run; busy: boolean } {
  const [running, setRunning] = useState(0)
  const textOf = useErrorText()
  const run = useCallback<Run>(
    async (work, done) => {
      setRunning((count) => count + 1)
      try {
        await work()
        if (done) notices.say(done, 'done')
        return true
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'NotAllowedError')) notices.say(textOf(error), 'risk')
        return false
      } finally {
        setRunning((count) => count - 1)
      }
    },
    [textOf],
  )
  return { run, busy: running > 0 }
}
