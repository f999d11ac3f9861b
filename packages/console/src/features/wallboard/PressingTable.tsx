import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PressingRow, WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { iconDone } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { TransferPanel } from '../conversation/actions/TransferPanel.tsx'
import { PressingLine } from './PressingLine.tsx'

type PressingTableProps = { rows: readonly PressingRow[]; teams: readonly WallboardTeam[] }

/** Promises that run out: each can be opened, taken over or passed on from here. */
export function PressingTable({ rows, teams }: PressingTableProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [moving, setMoving] = useState<PressingRow | null>(null)
  const total = teams.reduce((sum, { atRisk, missed }) => sum + atRisk + missed, 0)
  const closePanel = () => {
    setMoving(null)
    void client.invalidateQueries({ queryKey: keys.wallboard })
  }
  return (
    <section className="wallpart">
      <div className="wallhead">
        <h2 id="wall-pressing">{t('wallboard.pressing.title')}</h2>
        {total > rows.length && <small>{t('wallboard.pressing.more', { count: total })}</small>}
      </div>
      {moving && <TransferPanel key={moving.id} row={moving} onClose={closePanel} />}
      {rows.length === 0 && <EmptyState icon={iconDone} title={t('wallboard.pressing.none')} next={t('wallboard.pressing.noneNext')} />}
      {rows.length > 0 && (
        <div className="wallscroll" role="region" aria-labelledby="wall-pressing" tabIndex={0}>
          <table className="walltable pressing">
            <thead>
              <tr>
                <th scope="col">{t('wallboard.pressing.customer')}</th>
                <th scope="col" className="l">
                  {t('wallboard.pressing.about')}
                </th>
                <th scope="col" className="l">
                  {t('wallboard.pressing.holder')}
                </th>
                <th scope="col" className="l">
                  {t('wallboard.pressing.promise')}
                </th>
                <th scope="col">{t('wallboard.pressing.acts')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PressingLine
                  key={`${row.id} ${row.promise.kind}`}
                  row={row}
                  team={teams.find(({ id }) => id === row.teamId)}
                  isMoving={row.id === moving?.id}
                  onMove={() => setMoving(row)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
