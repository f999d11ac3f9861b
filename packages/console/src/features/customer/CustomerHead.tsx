import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DeviceContext } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationRow, CustomerDetail } from '@yingda/protocol/http/staff.ts'
import type { WalletCustomer } from '@yingda/protocol/wallet.ts'
import { iconShieldx, iconPerson, iconShield, iconUp } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { monthText } from '../../app/time-text.ts'
import { Avatar } from '../../app/ui/Avatar.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { deviceFacts, pageName } from './came-from.ts'

type CustomerHeadProps = { row: ConversationRow; context: DeviceContext; customer: CustomerDetail | null; wallet: WalletCustomer | null }

/** Who it is and how far that is known. */
export function CustomerHead({ row, context, customer, wallet }: CustomerHeadProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const when = useWhenText()
  const name = wallet?.name ?? row.customer.name ?? t('customer.visitor')
  const contact = [wallet?.maskedPhone ?? wallet?.maskedEmail, wallet && t(`wallet.kyc.${wallet.kycStatus}`, { level: wallet.kycLevel })].filter(Boolean)
  const device = [...deviceFacts(context), context.appVersion && t('customer.appVersion', { version: context.appVersion })].filter(Boolean)
  const page = pageName(context.page)
  return (
    <div className="sec first">
      <div className="cst">
        <Avatar name={name} />
        <div>
          <b>
            <Link to="/customers/$customerId" params={{ customerId: row.customer.id }}>
              {name}
            </Link>
          </b>
          {contact.length > 0 && <p className="num">{contact.join(t('common.comma'))}</p>}
          <p>
            {wallet
              ? t('customer.since', { month: monthText(wallet.customerSince, language) })
              : customer && t('customer.firstSeen', { when: when(customer.firstSeenAt) })}
            {customer && customer.conversations.length > 1 && (
              <>
                {t('common.comma')}
                {t('customer.visits', { count: customer.conversations.length })}
              </>
            )}
          </p>
          {device.length > 0 && <p>{device.join(t('common.comma'))}</p>}
          {page && (
            <p className="from" title={page.address ?? page.name}>
              {t('customer.cameFrom', { page: page.name })}
              {page.address && (
                <span className="sr">
                  {t('common.comma')}
                  {page.address}
                </span>
              )}
            </p>
          )}
        </div>
      </div>
      <div className={row.customer.signedIn ? 'lvl' : 'lvl plain'}>
        <Icon of={row.customer.signedIn ? iconShield : iconPerson} />
        <span>{t(row.customer.signedIn ? 'customer.signedIn' : 'customer.notSignedIn')}</span>
      </div>
      {row.care && (
        <div className="lvl plain care">
          <Icon of={iconUp} />
          <span>{t('care.whatHelps')}</span>
        </div>
      )}
      {customer?.blockedUntil && (
        <p className="flag">
          <Icon of={iconShieldx} />
          {t('customer.blockedUntil', { until: when(customer.blockedUntil) })}
        </p>
      )}
    </div>
  )
}
