import { iconDone, iconDownload, iconMore } from '@yingda/ui/icons.ts'
import { Menu, type MenuItem } from './menu.tsx'
import { useMore } from './use-more.ts'
import { useTranscript } from './use-transcript.ts'

/** What is seldom wanted of a conversation: its record, its end. */
export function ChatMenu({ thread, onEnd }: { thread: string; onEnd: (() => void) | null }) {
  const words = useMore()
  const transcript = useTranscript(thread)
  const items: MenuItem[] = [{ icon: iconDownload, text: words.transcript, choose: transcript }]
  if (onEnd !== null) items.push({ icon: iconDone, text: words.end, choose: onEnd })
  return <Menu icon={iconMore} label={words.more} items={items} side="below" />
}
