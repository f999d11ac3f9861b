import type { Upload } from '../desk/state.ts'
import { UploadRows } from './upload-rows.tsx'
import { useMore } from './use-more.ts'

type Props = { thread: string; rows: readonly Upload[] /** Set when there are more. */; mostChars: number | null }

/** What stands in the way of sending, and what goes along. */
export function AboveComposer({ thread, rows, mostChars }: Props) {
  const words = useMore()
  return (
    <>
      {mostChars !== null && (
        <p class="problem" role="alert">
          {words.tooLong(mostChars)}
        </p>
      )}
      {rows.length > 0 && <UploadRows thread={thread} rows={rows} />}
    </>
  )
}
