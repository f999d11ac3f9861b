import { useTranslation } from 'react-i18next'
import { SHORTCUTS, type ShortcutGroup } from '../keys/shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'

const GROUPS: readonly ShortcutGroup[] = ['list', 'conversation', 'everywhere']
const COMPOSER = [
  { id: 'send', keys: ['Enter'] },
  { id: 'newLine', keys: ['Shift', 'Enter'] },
  { id: 'sendAndWait', keys: ['Ctrl', 'Enter'] },
  { id: 'canned', keys: ['/'] },
  { id: 'article', keys: ['#'] },
  { id: 'mention', keys: ['@'] },
  { id: 'leave', keys: ['Esc'] },
] as const

type KeyListProps = { onClose: () => void }

/** Every key there is, from the same table that makes them work. */
export default function KeyList({ onClose }: KeyListProps) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keys.title')} onClose={onClose} wide>
      <div className="keylist">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`keys.group.${group}`)}</h3>
            <dl>
              {SHORTCUTS.filter((shortcut) => shortcut.group === group).map(({ id, keys }) => (
                <Line key={id} keys={keys} text={t(`keys.${id}`)} />
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.group.composer')}</h3>
          <dl>
            {COMPOSER.map(({ id, keys }) => (
              <Line key={id} keys={keys} text={t(`keys.composer.${id}`)} />
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}

function Line({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key.length === 1 && key >= 'A' && key <= 'Z' && keys.length === 1 ? `Shift ${key}` : key.length === 1 ? key.toUpperCase() : key}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  )
}
