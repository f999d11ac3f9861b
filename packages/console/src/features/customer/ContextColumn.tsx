import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail, WalletAnswer } from '@yingda/protocol/http/staff.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { iconRefresh, iconX } from '@yingda/ui/icons.ts'
import { useMay } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { IconButton } from '../../app/ui/IconButton.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { getCustomer, getWallet } from './customer-api.ts'
import { CustomerHead } from './CustomerHead.tsx'
import { EarlierConversations } from './EarlierConversations.tsx'
import { TransactionSection } from './TransactionSection.tsx'
import { WalletSections } from './WalletSections.tsx'

type ContextColumnProps = { detail: ConversationDetail; open: boolean; onClose: () => void }

/** The customer, the transaction in question, then the rest of the wallet; each figure with its time. */
export function ContextColumn({ detail, open, onClose }: ContextColumnProps) {
  const { t } = useTranslation()
  const { row } = detail
  const mayWallet = useMay('wallet.read')
  const customer = useQuery({ queryKey: keys.customer(row.customer.id), queryFn: ({ signal }) => getCustomer(row.customer.id, signal) })
  const wallet = useQuery({
    queryKey: keys.wallet(row.customer.id, row.id),
    queryFn: ({ signal }) => getWallet(row.customer.id, row.id, signal),
    enabled: mayWallet && row.customer.signedIn,
    // Every look-up is recorded on the conversation: once an opening, and again only when asked for.
    staleTime: Infinity,
    refetchOnReconnect: false,
    retry: false,
  })
  const overview = wallet.data?.result === 'ok' ? wallet.data.overview : null
  const fresh = freshest(detail.transaction, overview?.recentTransactions ?? [])
  return (
    <aside className={open ? 'col ctx open' : 'col ctx'} aria-label={t('customer.column')}>
      {open && (
        <div className="ctxclose">
          <IconButton icon={iconX} label={t('common.close')} onClick={onClose} />
        </div>
      )}
      <CustomerHead row={row} context={detail.context} customer={customer.data ?? null} wallet={overview?.customer ?? null} />
      {fresh && <TransactionSection transaction={fresh} asOf={overview?.asOf ?? null} />}
      {wallet.isFetching && !wallet.data && <Skeleton kind="panel" count={6} />}
      {wallet.isError && !wallet.data && (
        <div className="sec">
          <Failure error={wallet.error} onRetry={() => void wallet.refetch()} />
        </div>
      )}
      {wallet.data && wallet.data.result !== 'ok' && <NoWallet answer={wallet.data} onRetry={() => void wallet.refetch()} />}
      {!row.customer.signedIn && (
        <div className="sec">
          <p className="quiet">{t('wallet.anonymous')}</p>
        </div>
      )}
      {overview && <WalletSections overview={overview} />}
      {customer.data && <EarlierConversations customer={customer.data} openId={row.id} />}
      {overview && (
        <div className="sec ctxfoot">
          <Button look="link" icon={iconRefresh} busy={wallet.isFetching} onClick={() => void wallet.refetch()}>
            {t('wallet.lookAgain')}
          </Button>
          <small>{t('wallet.recorded')}</small>
        </div>
      )}
    </aside>
  )
}

function NoWallet({ answer, onRetry }: { answer: Exclude<WalletAnswer, { result: 'ok' }>; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="sec">
      <p className="quiet">{t(`wallet.${answer.result}`)}</p>
      {answer.result === 'unavailable' && (
        <Button icon={iconRefresh} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}

/** The wallet's own newer reading of the transaction in question, when the look-up brought one. */
const freshest = (attached: WalletTransaction | null, recent: readonly WalletTransaction[]): WalletTransaction | null =>
  attached && (recent.find((transaction) => transaction.id === attached.id) ?? attached)
