import { useEffect, useState } from 'preact/hooks'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { iconDoc, iconImage } from '@yingda/ui/icons.ts'
import { linkTo } from './library.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from '../ui/use-desk.ts'
import { sizeOf } from './size-of.ts'
import { useMore } from './use-more.ts'

/** A file in the stream: a small picture where there is one, else its kind; name and size; a tap opens it. */
export function AttachmentCard({ attachment }: { attachment: AttachmentView }) {
  const desk = useDesk()
  const words = useMore()
  const { id, name, mediaType, sizeBytes, hasThumbnail } = attachment
  const thumbnail = useThumbnail(id, hasThumbnail)
  const open = () => {
    // Opened empty while the tap still counts, filled when the signed address has come.
    const page = window.open('', '_blank')
    if (page !== null) page.opener = null
    linkTo(desk, id, 'original').then(
      (url) => (page === null ? follow(url) : page.location.replace(url)),
      () => {
        page?.close()
        desk.store.set({ problem: words.fileUnavailable })
      },
    )
  }
  return (
    <button type="button" class="shot" aria-label={words.openFile(`${name} ${sizeOf(sizeBytes)}`)} onClick={open}>
      <span class="view">
        {thumbnail === null ? <Icon d={mediaType === 'application/pdf' ? iconDoc : iconImage} size={24} /> : <img src={thumbnail} alt="" loading="lazy" />}
      </span>
      <span class="foot">
        <span>{name}</span> <span class="num">{sizeOf(sizeBytes)}</span>
      </span>
    </button>
  )
}

/** Where windows cannot be opened from a script, the web view decides what a link does. */
function follow(url: string): void {
  const link = document.createElement('a')
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener' })
  link.click()
}

function useThumbnail(id: string, exists: boolean): string | null {
  const desk = useDesk()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (exists) linkTo(desk, id, 'thumbnail').then(setUrl, () => undefined)
  }, [desk, id, exists])
  return url
}
