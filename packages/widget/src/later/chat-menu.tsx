import { iconDone, iconDownload, iconMore } from '@yingda/ui/icons.ts'
import { Menu } from './menu.tsx'
import { useMore } from './use-more.ts'
import { useReference } from './use-reference.ts'
import { useTranscript } from './use-transcript.ts'

/** What is seldom wanted of a conversation: how it is called, its record, its end. */
export function ChatMenu({ thread, onEnd }: { thread: string; onEnd: () => void }) {
  const words = useMore()
  const transcript = useTranscript(thread)
  const reference = useReference(thread)
  return (
    <Menu
      icon={iconMore}
      label={words.more}
      side="below"
      note={reference}
      items={[
        { icon: iconDownload, text: words.transcript, choose: transcript },
        { icon: iconDone, text: words.end, choose: onEnd },
      ]}
    />
  )
}
