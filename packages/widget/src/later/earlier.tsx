import { useMore } from './use-more.ts'

/** The way to what was said before. */
export function Earlier({ show }: { show: () => void }) {
  const words = useMore()
  return (
    <button type="button" class="quiet" onClick={show}>
      {words.earlier}
    </button>
  )
}
