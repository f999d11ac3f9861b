import { useTranslation } from 'react-i18next'
import type { WalletAccount, WalletHold, WalletOverview, WalletRefund } from '@yingda/protocol/wallet.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { useWhenText } from '../../app/ui/When.tsx'
import { SectionHead } from './SectionHead.tsx'
import { WalletFolds } from './WalletFolds.tsx'

type WalletSectionsProps = { overview: WalletOverview }

/** The wallet as the company's own system answered: balances, holds and refunds open, the rest folded. */
export function WalletSections({ overview }: WalletSectionsProps) {
  const held = overview.holds.filter((hold) => !hold.releasedAt)
  return (
    <>
      {overview.accounts.map((account) => (
        <Balance key={account.id} account={account} />
      ))}
      {held.length > 0 && <Holds holds={held} asOf={overview.asOf} />}
      {overview.refunds.length > 0 && <Refunds refunds={overview.refunds} asOf={overview.asOf} />}
      <WalletFolds overview={overview} />
    </>
  )
}

function Balance({ account }: { account: WalletAccount }) {
  const { t } = useTranslation()
  const minus = (money: WalletAccount['reserved']) => formatMoney({ ...money, amountMinor: -money.amountMinor })
  return (
    <section className="sec">
      <SectionHead title={t(`wallet.account.${account.type}`)} asOf={account.asOf} />
      <table className="tb">
        <tbody>
          <tr>
            <th scope="row">{t('wallet.current')}</th>
            <td>{formatMoney(account.current)}</td>
          </tr>
          {account.reserved.amountMinor !== 0 && (
            <tr>
              <th scope="row">{t('wallet.held')}</th>
              <td>{minus(account.reserved)}</td>
            </tr>
          )}
          {account.uncleared.amountMinor !== 0 && (
            <tr>
              <th scope="row">{t('wallet.uncleared')}</th>
              <td>{minus(account.uncleared)}</td>
            </tr>
          )}
          <tr className="sum">
            <th scope="row">{t('wallet.available')}</th>
            <td>{formatMoney(account.available)}</td>
          </tr>
        </tbody>
      </table>
      {account.status !== 'active' && <p className="am">{t(`wallet.accountStatus.${account.status}`)}</p>}
    </section>
  )
}

function Holds({ holds, asOf }: { holds: readonly WalletHold[]; asOf: string }) {
  const { t } = useTranslation()
  const when = useWhenText()
  return (
    <section className="sec">
      <SectionHead title={t('wallet.holds')} count={holds.length} asOf={asOf} />
      <table className="tb">
        <tbody>
          {holds.map((hold) => (
            <tr key={hold.id}>
              <th scope="row">
                {[hold.merchant, t(`wallet.hold.${hold.kind}`)].filter(Boolean).join(t('common.comma'))}
                <small>
                  {t('wallet.heldFrom', { when: when(hold.placedAt) })}
                  {hold.expiresAt && (
                    <>
                      {t('common.comma')}
                      {t('wallet.heldUntil', { when: when(hold.expiresAt) })}
                    </>
                  )}
                </small>
              </th>
              <td>{formatMoney(hold.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Refunds({ refunds, asOf }: { refunds: readonly WalletRefund[]; asOf: string }) {
  const { t } = useTranslation()
  const when = useWhenText()
  const stateOf = (refund: WalletRefund) => {
    if (refund.arrivedAt) return t('wallet.refundArrived', { when: when(refund.arrivedAt) })
    return refund.expectedBy ? t('wallet.expectedBy', { when: when(refund.expectedBy) }) : t('wallet.refundStarted', { when: when(refund.initiatedAt) })
  }
  return (
    <section className="sec">
      <SectionHead title={t('wallet.refunds')} count={refunds.length} asOf={asOf} />
      <table className="tb">
        <tbody>
          {refunds.map((refund) => (
            <tr key={refund.id}>
              <th scope="row">
                {t(`wallet.refundStatus.${refund.status}`)}
                {t('common.comma')}
                {refund.destination}
                <small>
                  {stateOf(refund)}
                  {refund.reference && (
                    <>
                      {t('common.comma')}
                      {refund.reference}
                    </>
                  )}
                </small>
              </th>
              <td>{formatMoney(refund.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
