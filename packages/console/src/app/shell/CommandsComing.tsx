import { useTranslation } from 'react-i18next'

type CommandsComingProps = { text: string; onText: (text: string) => void; onClose: () => void }

/**
 * Holds what is typed until the command bar has been loaded. Without it these keys would be the page's: commands of the open
 * conversation, and then words to the customer.
 */
export function CommandsComing({ text, onText, onClose }: CommandsComingProps) {
  const { t } = useTranslation()
  return (
    <div className="sr" role="dialog" aria-modal="true" aria-label={t('commands.title')}>
      <input
        autoFocus
        aria-label={t('shell.searchOrRun')}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose()
        }}
      />
    </div>
  )
}
