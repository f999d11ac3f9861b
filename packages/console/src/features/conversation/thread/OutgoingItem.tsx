import { useTranslation } from 'react-i18next'
import { iconAlert, iconClock, iconLock } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { Avatar } from '../../../app/ui/Avatar.tsx'
import { Button } from '../../../app/ui/Button.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import type { Outgoing } from '../composer/outbox.ts'

type OutgoingItemProps = { item: Outgoing; head: boolean; onTakeBack: (item: Outgoing) => void }

/** What this device has not got across yet: a clock while it waits, the reason when it was refused. */
export function OutgoingItem({ item, head, onTakeBack }: OutgoingItemProps) {
  const { t } = useTranslation()
  const me = useMe()
  const { outbox } = useSync()
  const takeBack = () => {
    const held = outbox.takeBack(item.clientId)
    if (held) onTakeBack(held)
  }
  const state =
    item.state === 'waiting' ? (
      <span className="st">
        <Icon of={iconClock} size={14} />
        {t('thread.mark.waiting')}
      </span>
    ) : (
      <span className="st rd" role="alert">
        <Icon of={iconAlert} size={14} />
        {item.why}
      </span>
    )
  const choices = item.state === 'refused' && (
    <div className="actions">
      <Button onClick={takeBack}>{t('thread.takeBack')}</Button>
      <Button onClick={() => outbox.retry(item.clientId)}>{t('thread.sendAgain')}</Button>
    </div>
  )
  const files = item.attachments.map((file) => file.name).join(', ')
  if (item.kind === 'note') {
    return (
      <aside className="note waiting" aria-label={t('thread.note')}>
        <header>
          <Icon of={iconLock} size={14} />
          <b>{t('thread.noteHead')}</b>
          {state}
        </header>
        <p>{item.text}</p>
        {choices}
      </aside>
    )
  }
  return (
    <article className={`msg waiting ${head ? '' : 'more'}`} aria-label={me.name}>
      {head ? <Avatar name={me.name} /> : <span />}
      <div>
        <header>
          {head && <b>{me.name}</b>}
          {state}
        </header>
        {item.text && <p className="txt">{item.text}</p>}
        {files && <p className="src">{files}</p>}
        {choices}
      </div>
    </article>
  )
}
