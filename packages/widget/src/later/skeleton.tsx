import { useLater } from './use-later.ts'
import { useMore } from './use-more.ts'

const AFTER_MS = 300
const ROWS = [0, 1, 2, 3, 4]

/** The shape of what is coming, once it has been waited for. */
export function Skeleton({ of }: { of: 'chat' | 'list' }) {
  const words = useMore()
  const due = useLater(AFTER_MS)
  if (of === 'list') {
    return due ? (
      <div class="home" role="status" aria-label={words.loading}>
        <div class="sk w40" />
        <div class="sk tall" />
        {ROWS.map((row) => (
          <div class="sk row" key={row} />
        ))}
      </div>
    ) : null
  }
  return (
    <div class="stream" aria-busy="true">
      {due && (
        <div class="inner top" role="status" aria-label={words.loading}>
          <div class="sk mine" />
          <div class="sk name" />
          <div class="sk theirs" />
          <div class="sk card" />
        </div>
      )}
    </div>
  )
}
