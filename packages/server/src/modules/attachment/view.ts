import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { AttachmentRow } from './store.ts'

export function viewOf(row: Pick<AttachmentRow, 'id' | 'name' | 'media_type' | 'size_bytes' | 'width' | 'height' | 'has_thumbnail'>): AttachmentView {
  return {
    id: row.id,
    name: row.name ?? '',
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    width: row.width,
    height: row.height,
    hasThumbnail: row.has_thumbnail,
  }
}
