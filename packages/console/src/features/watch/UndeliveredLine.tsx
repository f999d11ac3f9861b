import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconAlert } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { useRun } from '../../app/use-run.ts'
import { whyNot, type UndeliveredConversation } from './by-conversation.ts'
import { retryDelivery } from './watch-api.ts'

type UndeliveredLineProps = { undelivered: UndeliveredConversation; hasMail: boolean; onSettle: () => void }

/** Whose answers to whom, why they have not arrived, when they are tried again, and what can be done. */
export function UndeliveredLine({ undelivered, hasMail, onSettle }: UndeliveredLineProps) {
  const { t } = useTranslation()
  const whenText = useWhenText()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const { first, answers } = undelivered
  const { conversationId, seq, customer, reference, title } = first
  const name = customer.name ?? t('customer.visitor')
  const authors = new Set(answers.flatMap(({ from }) => (from.kind === 'agent' || from.kind === 'bot' ? [from.name] : [])))
  const by = [...authors].join(t('common.listComma'))
  const retry = async () => {
    await run(() => retryDelivery(undelivered), t('undelivered.retried'))
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
        {whyNot(undelivered).map(({ reason, nextAttemptAt, attempts }) => (
          <small key={reason}>
            <b className="rd">{t(`undelivered.reason.${reason}`)}</b>
            {nextAttemptAt !== null && t('undelivered.next', { count: attempts, at: whenText(nextAttemptAt) })}
          </small>
        ))}
      </span>
      <time dateTime={first.postedAt}>
        {t(answers.length > 1 ? 'undelivered.bySince' : 'undelivered.by', { name: by, at: whenText(first.postedAt), count: answers.length })}
      </time>
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
