import { useTranslation } from 'react-i18next'
import { notices } from '../../../app/notices.ts'
import { useRun } from '../../../app/use-run.ts'

/** Saves hours, and says how many arranged call-backs were put to other times by it. `work` resolves to that number; as `useRun`. */
export function useSaveHours(): { save: (work: () => Promise<number>, done: string) => Promise<boolean>; busy: boolean } {
  const { t } = useTranslation()
  const { run, busy } = useRun()
  const save = async (work: () => Promise<number>, done: string): Promise<boolean> => {
    let moved = 0
    const accepted = await run(async () => {
      moved = await work()
    }, done)
    if (accepted && moved > 0) notices.say(t('hours.callBacksMoved', { count: moved }), 'plain')
    return accepted
  }
  return { save, busy }
}
