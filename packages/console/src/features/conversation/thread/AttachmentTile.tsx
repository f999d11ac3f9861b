import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { iconDoc, iconImage } from '@yingda/ui/icons.ts'
import { keys } from '../../../app/query-keys.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { useRun } from '../../../app/use-run.ts'
import { getAttachmentLink } from '../conversation-api.ts'
import { sizeText } from './size-text.ts'

type AttachmentTileProps = { file: AttachmentView }

/** A file: its thumbnail, or icon, name and size. It opens in a tab of its own by a link that soon expires. */
export function AttachmentTile({ file }: AttachmentTileProps) {
  const { t } = useTranslation()
  const { run } = useRun()
  const thumbnail = useQuery({
    queryKey: keys.link(file.id, 'thumbnail'),
    queryFn: ({ signal }) => getAttachmentLink(file.id, 'thumbnail', signal),
    enabled: file.hasThumbnail,
    // Signed links expire; a new one is asked for when this is shown again after that.
    staleTime: ({ state }) => (state.data ? Math.max(0, Date.parse(state.data.expiresAt) - state.dataUpdatedAt - 30_000) : 0),
  }).data

  const open = () => {
    // The tab must be opened in the click itself, or the browser takes it for a pop-up.
    const tab = window.open('about:blank', '_blank')
    if (tab) tab.opener = null
    void run(async () => {
      const { url } = await getAttachmentLink(file.id, 'original')
      if (tab) tab.location.href = url
    }).then((opened) => {
      if (!opened) tab?.close()
    })
  }
  return (
    <button
      type="button"
      className={file.hasThumbnail ? 'file pic' : 'file'}
      onClick={open}
      title={file.name}
      aria-label={t('thread.openFile', { name: file.name, size: sizeText(file.sizeBytes) })}
    >
      {thumbnail ? (
        <img src={thumbnail.url} alt="" loading="lazy" style={ratioOf(file)} />
      ) : (
        <>
          <Icon of={file.mediaType.startsWith('image/') ? iconImage : iconDoc} size={20} />
          <span>{file.name}</span>
          <small>{sizeText(file.sizeBytes)}</small>
        </>
      )}
    </button>
  )
}

/** The room a picture will need, so that the thread does not jump when it comes. */
const ratioOf = ({ width, height }: AttachmentView) => (width && height ? { aspectRatio: `${width} / ${height}` } : undefined)
