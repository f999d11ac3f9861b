import { iconSend } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useMore } from './use-more.ts'

/** While reading back: what has come meanwhile, and the way to it. */
export function NewPill({ count, from, onClick }: { count: number; from: string | null; onClick: () => void }) {
  const words = useMore()
  return (
    <button type="button" class="pill" onClick={onClick}>
      <Icon d={iconSend} />
      {from === null ? words.newMessages(count) : words.newFrom(count, from)}
    </button>
  )
}
