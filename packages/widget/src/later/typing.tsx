import { useMore } from './use-more.ts'

/** The other side is writing. */
export function Typing({ name }: { name: string | null }) {
  const words = useMore()
  return (
    <div class="grp">
      <span class="typing" role="status" aria-label={words.typing(name ?? words.colleague)}>
        <i />
        <i />
        <i />
      </span>
    </div>
  )
}
