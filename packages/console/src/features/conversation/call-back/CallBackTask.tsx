import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalledBackBody } from '@yingda/protocol/http/call-back.ts'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconChat, iconMail, iconPhone } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { useRun } from '../../../app/use-run.ts'
import { calledBack } from '../conversation-api.ts'
import { AnotherTime } from './AnotherTime.tsx'
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
  const [asking, setAsking] = useState<'not_reached' | 'another_time' | null>(null)
  const tell = async (outcome: CalledBackBody) => {
    const said = outcome.reached ? 'callBack.doneReached' : outcome.agreed === true ? 'callBack.donePutOff' : 'callBack.doneNotReached'
    if (await run(() => calledBack(id, outcome), t(said))) changed(id)
  }
  const form = { id, busy, onClose: () => setAsking(null) }
  if (asking === 'not_reached') return <NotReached {...form} onTell={(again) => void tell({ reached: false, again })} />
  if (asking === 'another_time') return <AnotherTime {...form} onTell={(again) => void tell({ reached: false, again, agreed: true })} />
  return (
    <span className="acts">
      <Button busy={busy} onClick={() => void tell({ reached: true, again: null })}>
        {t('callBack.reached')}
      </Button>
      <Button busy={busy} onClick={() => setAsking('not_reached')}>
        {t('callBack.notReached')}
      </Button>
      <Button busy={busy} onClick={() => setAsking('another_time')}>
        {t('callBack.another')}
      </Button>
    </span>
  )
}
