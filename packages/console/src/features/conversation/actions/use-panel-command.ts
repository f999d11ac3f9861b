import { useQueryClient } from '@tanstack/react-query'
import { keys } from '../../../app/query-keys.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { useRun } from '../../../app/use-run.ts'

/** Runs a panel's command on its conversation; the panel closes when it went well and stays open when refused. */
export function usePanelCommand(conversationId: string, onClose: () => void) {
  const client = useQueryClient()
  const { changed } = useSync()
  const { run, busy } = useRun()
  const submit = async (work: () => Promise<unknown>, done: string): Promise<void> => {
    const accepted = await run(work, done)
    if (!accepted) return
    changed(conversationId)
    void client.invalidateQueries({ queryKey: keys.me })
    onClose()
  }
  return { submit, busy }
}
