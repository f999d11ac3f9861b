import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'

type ConfirmDeleteProps = {
  /** What goes with it. */
  what: string
  /** Of the button that deletes. */
  label: string
  busy: boolean
  onDelete: () => void
  onKeep: () => void
}

/** What cannot be taken back is asked once more, in place, saying what it means. */
export function ConfirmDelete({ what, label, busy, onDelete, onKeep }: ConfirmDeleteProps) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      <p>{what}</p>
      <div className="actions">
        <Button onClick={onKeep} autoFocus>
          {t('common.cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={onDelete}>
          {label}
        </Button>
      </div>
    </div>
  )
}
