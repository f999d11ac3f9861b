import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { UndeliveredAnswer } from '@yingda/protocol/http/delivery.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { useRun } from '../../app/use-run.ts'
import { retryDelivery } from './watch-api.ts'

type UndeliveredLineProps = { answer: UndeliveredAnswer; hasMail: boolean; onSettle: () => void }

/** Whose answer to whom, why it has not arrived, when it is tried again, and what can be done. */
export function UndeliveredLine({ answer, hasMail, onSettle }: UndeliveredLineProps) {
  const { t } = useTranslation()
  const whenText = useWhenText()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const { conversationId, seq, customer, from, reference, title } = answer
  const name = customer.name ?? t('customer.visitor')
  const by = from.kind === 'agent' || from.kind === 'bot' ? from.name : ''
  const retry = async () => {
    await run(() => retryDelivery(answer), t('undelivered.retried'))
    void client.invalidateQueries({ queryKey: keys.undelivered })
  }
  return (
    <li className="alarm">
      <Icon of={iconAlert} />
      <span className="what">
        <Link to="/inbox/$list/$conversationId" params={{ list: 'all', conversationId }} search={{ at: seq }}>
          {t('undelivered.to', { name, reference })}
        </Link>
        {title && <q>{title}</q>}
        <small>
          <b className="rd">{t(`undelivered.reason.${answer.reason}`)}</b>
          {answer.nextAttemptAt !== null && t('undelivered.next', { count: answer.attempts, at: whenText(answer.nextAttemptAt) })}
        </small>
      </span>
      <time dateTime={answer.postedAt}>{t('undelivered.by', { name: by, at: whenText(answer.postedAt) })}</time>
      <span className="does">
        {hasMail && customer.hasAddress && (
          <Button busy={busy} onClick={() => void retry()} aria-label={t('undelivered.retryFor', { name, reference })}>
            {t('undelivered.retry')}
          </Button>
        )}
        <Button onClick={onSettle} aria-label={t('undelivered.settleFor', { name, reference })}>
          {t('undelivered.settle')}
        </Button>
      </span>
    </li>
  )
}
