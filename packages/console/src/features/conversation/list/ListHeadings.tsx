import { useTranslation } from 'react-i18next'

/** What stands in each column of the rows below; every row says it to a screen reader itself. */
export function ListHeadings({ isSnoozed = false }: { /** All of it comes back at a time. */ isSnoozed?: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="colh" aria-hidden="true">
      <span />
      <span>{t('list.column.customer')}</span>
      <span>{t('list.column.about')}</span>
      <span>{t('list.column.amount')}</span>
      <span>{t(isSnoozed ? 'list.column.back' : 'list.column.waited')}</span>
      <span />
    </div>
  )
}
