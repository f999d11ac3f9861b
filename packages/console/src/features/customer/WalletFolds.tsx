import { useTranslation } from 'react-i18next'
import type { WalletLimit, WalletOverview } from '@yingda/protocol/wallet.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { iconCard, iconLaptop, iconMobile } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { When, useWhenText } from '../../app/ui/When.tsx'
import { Fold } from './Fold.tsx'
import { StatusWord } from './StatusWord.tsx'

type WalletFoldsProps = { overview: WalletOverview }

/** What is looked at now and then: recent transactions, methods, limits, devices. */
export function WalletFolds({ overview: { recentTransactions, methods, limits, devices } }: WalletFoldsProps) {
  const { t } = useTranslation()
  const when = useWhenText()
  const money = ({ currency }: WalletLimit, amountMinor: number) => formatMoney({ amountMinor, currency })
  const daily = limits.find((limit) => limit.scope === 'daily_payment')
  const isPhone = (os: string) => /ios|android|harmony/i.test(os)
  return (
    <>
      {devices.length > 0 && (
        <Fold title={t('wallet.devices')} summary={devices.length}>
          {devices.map((device) => (
            <div key={device.id} className="dev">
              <Icon of={isPhone(device.os) ? iconMobile : iconLaptop} />
              <span>
                {device.model}
                {t('common.comma')}
                {device.os}
                <br />
                <small>
                  {device.region}
                  {t('common.comma')}
                  {t(device.revokedAt ? 'wallet.deviceRevoked' : device.trusted ? 'wallet.deviceTrusted' : 'wallet.deviceNotTrusted')}
                </small>
              </span>
              <small>
                <When at={device.lastSeenAt} />
              </small>
            </div>
          ))}
        </Fold>
      )}
      {recentTransactions.length > 0 && (
        <Fold title={t('wallet.recent')} summary={recentTransactions.length}>
          <table className="tb">
            <tbody>
              {recentTransactions.map((transaction) => (
                <tr key={transaction.id}>
                  <th scope="row">
                    {transaction.counterparty}
                    <small>
                      {t(`wallet.type.${transaction.type}`)}
                      {t('common.comma')}
                      {when(transaction.createdAt)}
                    </small>
                  </th>
                  <td>
                    {formatMoney(transaction.amount)}
                    <small>
                      <StatusWord status={transaction.status} />
                    </small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Fold>
      )}
      {limits.length > 0 && (
        <Fold
          title={t('wallet.limits')}
          summary={daily ? t('wallet.limitToday', { used: money(daily, daily.usedMinor), cap: money(daily, daily.capMinor) }) : limits.length}
        >
          <table className="tb">
            <tbody>
              {limits.map((limit) => (
                <tr key={limit.scope + limit.currency}>
                  <th scope="row">
                    {t(`wallet.limit.${limit.scope}`)}
                    {limit.resetsAt && <small>{t('wallet.resets', { when: when(limit.resetsAt) })}</small>}
                  </th>
                  <td>
                    {money(limit, limit.usedMinor)} / {money(limit, limit.capMinor)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Fold>
      )}
      {methods.length > 0 && (
        <Fold title={t('wallet.methods')} summary={methods.length}>
          {methods.map((method) => (
            <div key={method.id} className="dev">
              <Icon of={iconCard} />
              <span>
                {method.brand}
                {method.last4 && ` ${method.last4}`}
                <br />
                <small>
                  {t(`wallet.methodKind.${method.kind}`)}
                  {method.expiryMonth && (
                    <>
                      {t('common.comma')}
                      {t('wallet.expires', { month: method.expiryMonth })}
                    </>
                  )}
                </small>
              </span>
              <small>{t(`wallet.methodStatus.${method.status}`)}</small>
            </div>
          ))}
        </Fold>
      )}
    </>
  )
}
