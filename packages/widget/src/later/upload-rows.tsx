import { iconDoc, iconImage, iconRefresh, iconX } from '@yingda/ui/icons.ts'
import type { Upload } from '../desk/state.ts'
import { uploadsOf } from './uploads.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from '../ui/use-desk.ts'
import { sizeOf } from './size-of.ts'
import { useMore } from './use-more.ts'

/** Files that go with the next message, each with how far it has come. */
export const UploadRows = ({ thread, rows }: { thread: string; rows: readonly Upload[] }) => (
  <ul class="upls">
    {rows.map((upload) => (
      <Row key={upload.id} thread={thread} upload={upload} inTurn={rows.some(({ status }) => status === 'uploading')} />
    ))}
  </ul>
)

/** @param inTurn others are on their way: what waits, waits for them */
function Row({ thread, upload, inTurn }: { thread: string; upload: Upload; inTurn: boolean }) {
  const uploads = uploadsOf(useDesk())
  const words = useMore()
  const { id, name, mediaType, sizeBytes, sentBytes, status, refusal, follows } = upload
  const percent = Math.round((sentBytes / Math.max(1, sizeBytes)) * 100)
  const gone = status === 'done' || status === 'failed'
  return (
    <li class="upl">
      <Icon d={mediaType === 'application/pdf' ? iconDoc : iconImage} />
      <div class="file">
        <p>
          <span class="fname">{name}</span>
          <span class="num">{status === 'uploading' ? words.uploadOf(sizeOf(sentBytes), sizeOf(sizeBytes)) : sizeOf(sizeBytes)}</span>
        </p>
        {status === 'uploading' && (
          <div class="bar" role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={`${words.uploading} ${name}`}>
            <i style={{ width: `${percent}%` }} />
          </div>
        )}
        {status === 'waiting' && !inTurn && <small>{words.uploadWaiting}</small>}
        {status === 'uploading' && follows === true && <small>{words.uploadFollows}</small>}
        {status === 'done' && (
          <small class="sr" role="status">
            {words.uploadReady}
          </small>
        )}
        {status === 'failed' &&
          (refusal !== null && refusal !== '' ? (
            <small class="bad" role="alert">
              {refusal}
            </small>
          ) : (
            <button type="button" class="bad" onClick={() => uploads.retry(thread, id)}>
              <Icon d={iconRefresh} size={14} />
              {words.uploadFailed}
            </button>
          ))}
      </div>
      <button type="button" class="tap" aria-label={`${gone ? words.uploadRemove : words.uploadCancel} ${name}`} onClick={() => uploads.remove(thread, id)}>
        <Icon d={iconX} />
      </button>
    </li>
  )
}
