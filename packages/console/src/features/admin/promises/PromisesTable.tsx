import { useTranslation } from 'react-i18next'
import type { PromiseRow } from '@yingda/protocol/http/promise.ts'
import { PromiseCell } from './PromiseCell.tsx'
import { cellOf, isOpenTo, shownIn, type Column, type PromisesDraft } from './promises-draft.ts'

type PromisesTableProps = { rows: readonly PromiseRow[]; draft: PromisesDraft; onType: ((cell: string, text: string) => void) | null }

const COLUMNS: readonly Column[] = ['minutes', 'warnPercent', 'releaseMinutes']
const PRIORITIES_A_KIND = 3

/** One line a promise; a dash where there is nothing to set. */
export function PromisesTable({ rows, draft, onType }: PromisesTableProps) {
  const { t } = useTranslation()
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">{t('promises.what')}</th>
          <th scope="col">{t('promises.priority')}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`promises.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${row.kind} ${row.priority}`}>
            {index % PRIORITIES_A_KIND === 0 && (
              <th scope="rowgroup" rowSpan={PRIORITIES_A_KIND}>
                {t(`promise.${row.kind}`)}
              </th>
            )}
            <th scope="row">{t(`promises.priorities.${row.priority}`)}</th>
            {COLUMNS.map((column) => (
              <td key={column}>
                {!isOpenTo(draft, row, column) ? (
                  <span className="dim">–</span>
                ) : (
                  <PromiseCell
                    kind={row.kind}
                    column={column}
                    label={t('promises.cell', {
                      what: t(`promise.${row.kind}`),
                      priority: t(`promises.priorities.${row.priority}`),
                      column: t(`promises.${column}`),
                    })}
                    text={shownIn(draft, row, column)}
                    onType={onType && ((text) => onType(cellOf(row, column), text))}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
