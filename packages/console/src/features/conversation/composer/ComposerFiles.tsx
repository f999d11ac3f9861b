import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { iconDoc, iconImage, iconX } from '@yingda/ui/icons.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { IconButton } from '../../../app/ui/IconButton.tsx'
import { sizeText } from '../thread/size-text.ts'
import type { RunningUpload } from './use-uploads.ts'

type ComposerFilesProps = {
  files: readonly AttachmentView[]
  uploads: readonly RunningUpload[]
  onRemove: (id: string) => void
  onCancel: (key: number) => void
}

/** The files that go with the reply, and those still on their way up. */
export function ComposerFiles({ files, uploads, onRemove, onCancel }: ComposerFilesProps) {
  const { t } = useTranslation()
  if (files.length === 0 && uploads.length === 0) return null
  return (
    <ul className="chips">
      {files.map((file) => (
        <li key={file.id}>
          <Icon of={file.mediaType.startsWith('image/') ? iconImage : iconDoc} />
          <span>{file.name}</span>
          <small>{sizeText(file.sizeBytes)}</small>
          <IconButton icon={iconX} label={t('composer.removeFile', { name: file.name })} onClick={() => onRemove(file.id)} />
        </li>
      ))}
      {uploads.map(({ key, name, share }) => (
        <li key={key}>
          <progress value={share} max={1} aria-label={t('composer.uploading', { name })} />
          <span>{name}</span>
          <IconButton icon={iconX} label={t('composer.removeFile', { name })} onClick={() => onCancel(key)} />
        </li>
      ))}
    </ul>
  )
}
