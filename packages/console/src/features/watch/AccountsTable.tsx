import { useTranslation } from 'react-i18next'
import type { ReconciliationRow } from '@yingda/protocol/http/watch.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { dateText } from '../../app/time-text.ts'
import { decidedOf, missingFrom, newestFirst, reasonsOf, totalsOf, type Totals } from './accounts.ts'
import { useReasonText } from './reason-text.ts'

/** What came in on each day over each channel stands left of what became of it, then how much of what people got was resolved in time; the last line is the sum. */
export function AccountsTable({ rows }: { rows: readonly ReconciliationRow[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const totals = totalsOf(rows)
  return (
    <>
      <table className="grid accounts" aria-labelledby="accounts">
        <thead>
          <tr>
            <th scope="col">{t('watch.day')}</th>
            <th scope="col">{t('watch.channel')}</th>
            <th scope="col">{t('watch.received')}</th>
            <th scope="col">{t('watch.answered')}</th>
            <th scope="col">{t('watch.inTime')}</th>
            <th scope="col">{t('watch.withdrawn')}</th>
            <th scope="col">{t('watch.decided')}</th>
            <th scope="col">{t('watch.open')}</th>
            <th scope="col">{t('watch.resolvedInTime')}</th>
          </tr>
        </thead>
        <tbody>
          {newestFirst(rows).map((row) => (
            <tr key={`${row.day} ${row.channel}`}>
              <th scope="row">{dateText(row.day, language)}</th>
              <td>{row.channel === 'web' ? t('watch.channels.web') : t('watch.channels.other', { name: row.channel })}</td>
              <Counts totals={{ ...row, decided: decidedOf(row) }} reasons={reasonsOf([row])} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('watch.sum')}
            </th>
            <Counts totals={totals} reasons={reasonsOf(rows)} />
          </tr>
        </tfoot>
      </table>
      <p className="equation">
        {t('watch.equation', totals)}
        {missingFrom(totals) !== 0 && <b className="rd">{t('watch.doesNotAddUp', { count: missingFrom(totals) })}</b>}
      </p>
    </>
  )
}

function Counts({ totals, reasons }: { totals: Totals; reasons: readonly (readonly [string, number])[] }) {
  const { t } = useTranslation()
  const reasonText = useReasonText()
  return (
    <>
      <td>{totals.received}</td>
      <td>{totals.answered}</td>
      <td className="dim">{totals.inTime}</td>
      <td>
        {totals.withdrawn}
        {totals.withdrawnLate > 0 && <small>{t('watch.late', { count: totals.withdrawnLate })}</small>}
      </td>
      <td>
        {totals.decided}
        {reasons.length > 0 && (
          <small>{reasons.map(([reason, count]) => t('watch.reasonCount', { reason: reasonText(reason), count })).join(t('common.listComma'))}</small>
        )}
        {totals.decidedLate > 0 && <small>{t('watch.late', { count: totals.decidedLate })}</small>}
      </td>
      <td>
        {totals.open}
        {totals.late > 0 && <small>{t('watch.late', { count: totals.late })}</small>}
      </td>
      <td>
        {t('watch.resolvedOf', { count: totals.resolvedInTime, of: totals.toResolve })}
        {totals.resolvedLate > 0 && <small>{t('watch.late', { count: totals.resolvedLate })}</small>}
      </td>
    </>
  )
}
