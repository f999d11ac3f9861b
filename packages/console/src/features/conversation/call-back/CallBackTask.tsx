import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconChat, iconMail, iconPhone } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { useRun } from '../../../app/use-run.ts'
import { calledBack } from '../conversation-api.ts'
import { NotReached } from './NotReached.tsx'
import { ShownNumber } from './ShownNumber.tsx'
import { useCallBackTime } from './use-call-back-time.ts'

type CallBack = NonNullable<ConversationRow['callBack']>
const ICONS = { phone: iconPhone, mail: iconMail, chat: iconChat } as const

/** A person is to come back to this customer: by when, how, and whether it was done. Only whoever holds it can say so. */
export function CallBackTask({ row, callBack }: { row: ConversationRow; callBack: CallBack }) {
  const { t } = useTranslation()
  const me = useMe()
  const time = useCallBackTime()(callBack)
  const isMine = row.assignee?.id === me.id
  const { channel, address, number, from } = callBack
  const isPhone = channel === 'phone'
  const task = channel === 'mail' && address === null ? 'mailNowhere' : channel
  return (
    <section className="callback" aria-label={t('callBack.title')}>
      <Icon of={ICONS[channel]} />
      <span>{t(`callBack.${task}`, { time, address: address ?? '' })}</span>
      {isPhone && <ShownNumber key={`${isMine} ${from} ${number}`} id={row.id} masked={number ?? ''} mayShow={isMine} />}
      <span className="sp" />
      {isPhone && isMine ? (
        <Outcome id={row.id} />
      ) : (
        <span className="quiet">{t(isMine ? (task === 'mail' ? 'callBack.answerByMail' : 'callBack.answerHere') : 'callBack.whoHolds')}</span>
      )}
    </section>
  )
}

function Outcome({ id }: { id: string }) {
  const { t } = useTranslation()
  const { changed } = useSync()
  const { run, busy } = useRun()
  const [again, setAgain] = useState(false)
  const tell = async (reached: boolean, at: string | null) => {
    const done = await run(() => calledBack(id, { reached, again: at }), t(reached ? 'callBack.doneReached' : 'callBack.doneNotReached'))
    if (done) changed(id)
  }
  if (again) return <NotReached id={id} busy={busy} onTell={(at) => void tell(false, at)} onClose={() => setAgain(false)} />
  return (
    <span className="acts">
      <Button busy={busy} onClick={() => void tell(true, null)}>
        {t('callBack.reached')}
      </Button>
      <Button busy={busy} onClick={() => setAgain(true)}>
        {t('callBack.notReached')}
      </Button>
    </span>
  )
}
