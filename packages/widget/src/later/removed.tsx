import { useMore } from './use-more.ts'

/** In the place of words that were taken out. */
export function Removed() {
  const words = useMore()
  return <div class="b gone">{words.redacted}</div>
}
