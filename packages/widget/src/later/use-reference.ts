import { useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** How the conversation is called where else it is spoken of: in mails, on the phone. Null until the desk has told. */
export function useReference(thread: string): string | null {
  const words = useMore()
  const reference = useDeskState(({ threads, home }) => (threads[thread]?.summary ?? home?.conversations.find(({ id }) => id === thread))?.reference)
  return reference === undefined ? null : words.reference(reference)
}
