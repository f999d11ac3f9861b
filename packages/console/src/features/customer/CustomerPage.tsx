import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconChat } from '@yingda/ui/icons.ts'
import { useMay } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { Avatar } from '../../app/ui/Avatar.tsx'
import { Button } from '../../app/ui/Button.tsx'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { useSecond } from '../../app/use-now.ts'
import { useRun } from '../../app/use-run.ts'
import { BlockDialog } from '../conversation/actions/BlockDialog.tsx'
import { ConversationLine } from '../conversation/list/ConversationLine.tsx'
import { ListHeadings } from '../conversation/list/ListHeadings.tsx'
import { useSharedByRows } from '../conversation/list/use-shared-by-rows.ts'
import { useFollowRows } from '../conversation/use-follow-rows.ts'
import { CareDialog } from './CareDialog.tsx'
import { getCustomer, unblockCustomer } from './customer-api.ts'

/** Somebody found by search: who it is, and every conversation that we may see. */
export default function CustomerPage() {
  const { t } = useTranslation()
  const { customerId } = useParams({ from: '/customers/$customerId' })
  const client = useQueryClient()
  const when = useWhenText()
  const shared = useSharedByRows('all')
  const nowMs = useSecond()
  const mayBlock = useMay('customer.block')
  const mayCare = useMay('customer.care')
  const [blocking, setBlocking] = useState(false)
  const [caring, setCaring] = useState(false)
  const { run, busy } = useRun()
  const {
    data: customer,
    error,
    isPending,
    refetch,
  } = useQuery({ queryKey: keys.customer(customerId), queryFn: ({ signal }) => getCustomer(customerId, signal) })
  useFollowRows(keys.customer(customerId), customer?.conversations.map(({ id }) => id) ?? [])
  if (isPending)
    return (
      <main className="col plainpage">
        <Skeleton kind="panel" />
      </main>
    )
  if (!customer)
    return (
      <main className="col plainpage">
        <Failure error={error} onRetry={() => void refetch()} />
      </main>
    )

  const unblock = () =>
    void run(async () => {
      await unblockCustomer(customer.id)
      await client.invalidateQueries({ queryKey: keys.customer(customer.id) })
    }, t('done.unblocked'))
  const facts = [t(customer.signedIn ? 'customer.signedIn' : 'customer.notSignedIn'), customer.externalId, t(`language.${customer.language}`)]
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{customer.name ?? t('customer.visitor')}</h1>
        <span className="sp" />
        {mayCare && <Button onClick={() => setCaring(true)}>{t('care.mark')}</Button>}
        {mayBlock &&
          !customer.signedIn &&
          (customer.blockedUntil ? (
            <Button busy={busy} onClick={unblock}>
              {t('block.undo')}
            </Button>
          ) : (
            <Button onClick={() => setBlocking(true)}>{t('action.block')}</Button>
          ))}
      </div>
      <div className="scroll">
        <div className="cst wide">
          <Avatar name={customer.name} />
          <div>
            <p>{facts.filter(Boolean).join(t('common.comma'))}</p>
            <p>{t('customer.firstSeen', { when: when(customer.firstSeenAt) })}</p>
            {(customer.care.byWallet || customer.care.byStaff) && <p>{t('care.whatHelps')}</p>}
            {customer.blockedUntil && <p className="am">{t('customer.blockedUntil', { until: when(customer.blockedUntil) })}</p>}
          </div>
        </div>
        <h2>{t('customer.conversations')}</h2>
        {customer.conversations.length === 0 && (
          <EmptyState icon={iconChat} title={t('customer.noConversations')} next={t('customer.noConversationsNext')}>
            <Link className="btn" to="/inbox/$list" params={{ list: 'search' }}>
              {t('search.title')}
            </Link>
          </EmptyState>
        )}
        <div className="rows">
          {customer.conversations.length > 0 && <ListHeadings />}
          {customer.conversations.map((row) => (
            <ConversationLine key={row.id} row={row} time={shared.timeOf(row, nowMs)} shared={shared} isOpen={false} />
          ))}
        </div>
      </div>
      {caring && <CareDialog customerId={customer.id} onClose={() => setCaring(false)} />}
      {blocking && <BlockDialog customerId={customer.id} onClose={() => setBlocking(false)} />}
    </main>
  )
}
