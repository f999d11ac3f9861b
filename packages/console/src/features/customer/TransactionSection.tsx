import { useTranslation } from 'react-i18next'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import { isComingIn } from '@yingda/protocol/coming-in.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { iconClock, iconDone, iconInfo } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { clockSecondsText } from '../../app/time-text.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { When, useWhenText } from '../../app/ui/When.tsx'
import { SectionHead } from './SectionHead.tsx'
import { StatusWord } from './StatusWord.tsx'
import { lastSteps, placeTone, statusTone } from './transaction-look.ts'

type TransactionSectionProps = { transaction: WalletTransaction; asOf: string | null }

/** The transaction in question. Where the money is comes first, then why, then the codes, verbatim. */
export function TransactionSection({ transaction, asOf }: TransactionSectionProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const when = useWhenText()
  const tone = placeTone(transaction)
  const { reason, providerCode, orderNo, method, settledAt, expectedBy, fee } = transaction
  return (
    <section className="sec">
      <SectionHead title={t('wallet.inQuestion')} asOf={asOf} />
      <div className="txh">
        <span className="amt">{formatMoney(transaction.amount)}</span>
        <span className="who" title={transaction.counterparty}>
          {transaction.counterparty}
        </span>
        <StatusWord status={transaction.status} />
      </div>
      <div className={`where ${tone}`}>
        <Icon of={tone === 'done' ? iconDone : tone === 'wait' ? iconClock : iconInfo} />
        <b>{t(`wallet.place.${isComingIn(transaction) ? 'coming_in' : transaction.moneyPlace}`)}</b>
        <p>
          {t(transaction.certainty === 'certain' ? 'wallet.certain' : 'wallet.uncertain')}
          {expectedBy && (
            <>
              {t('common.comma')}
              {t('wallet.expectedBy', { when: when(expectedBy) })}
            </>
          )}
        </p>
      </div>
      <dl className="kv">
        {reason && (
          <>
            <dt>{t('wallet.reasonLabel')}</dt>
            <dd>{t(`wallet.reason.${reason}`)}</dd>
          </>
        )}
        {providerCode && (
          <>
            <dt>{t('wallet.providerCode')}</dt>
            <dd className="code" title={providerCode}>
              {providerCode}
            </dd>
          </>
        )}
        <dt>{t('wallet.typeLabel')}</dt>
        <dd>{t(`wallet.type.${transaction.type}`)}</dd>
        <dt>{t('wallet.method')}</dt>
        <dd>{method}</dd>
        <dt>{t('wallet.orderNo')}</dt>
        <dd className="code num" title={orderNo}>
          {orderNo}
        </dd>
        {fee.amountMinor !== 0 && (
          <>
            <dt>{t('wallet.fee')}</dt>
            <dd className="num">{formatMoney(fee)}</dd>
          </>
        )}
        <dt>{t('wallet.createdAt')}</dt>
        <dd>
          <When at={transaction.createdAt} className="num" />
        </dd>
        {settledAt && (
          <>
            <dt>{t('wallet.settledAt')}</dt>
            <dd>
              <When at={settledAt} className="num" />
            </dd>
          </>
        )}
      </dl>
      {transaction.history.length > 0 && (
        <ol className="steps" aria-label={t('wallet.history')}>
          {lastSteps(transaction).map((step) => (
            <li key={step.at + step.to} className={statusTone(step.to) === 'risk' ? 'bad' : undefined}>
              {t(`wallet.status.${step.to}`)}
              <time dateTime={step.at}>{clockSecondsText(step.at, language)}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
