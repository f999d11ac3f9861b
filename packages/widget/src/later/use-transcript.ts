import { readTranscript } from './library.ts'
import { useDesk } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

const FORGET_AFTER_MS = 60_000

/** Downloads the record of one's own conversation as a text file. */
export function useTranscript(thread: string): () => void {
  const desk = useDesk()
  const words = useMore()
  return () => {
    readTranscript(desk, thread).then(
      ({ record, name }) => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(record)
        link.download = name
        link.click()
        setTimeout(() => URL.revokeObjectURL(link.href), FORGET_AFTER_MS)
      },
      () => desk.store.set({ problem: words.didNotWork }),
    )
  }
}
