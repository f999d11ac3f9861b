import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { iconLock } from '@yingda/ui/icons.ts'
import { isRefused } from '../../app/http/refusal.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { AgentTable } from './AgentTable.tsx'
import { DeskDay } from './DeskDay.tsx'
import { FullScreenButton } from './FullScreenButton.tsx'
import { OverflowDialog } from './OverflowDialog.tsx'
import { PressingTable } from './PressingTable.tsx'
import { ReadAt } from './ReadAt.tsx'
import { TeamTable } from './TeamTable.tsx'
import { TodayHoursDialog } from './TodayHoursDialog.tsx'
import { Totals } from './Totals.tsx'
import { useWallboard } from './use-wallboard.ts'
import { WallAlarms } from './WallAlarms.tsx'

/** How lines, people and promises stand just now, and what can be done about it on the spot. For leads. */
export default function WallboardPage() {
  const { t } = useTranslation()
  const [hoursOf, setHoursOf] = useState<WallboardTeam | null>(null)
  const [helpersOf, setHelpersOf] = useState<WallboardTeam | null>(null)
  const { read, isStale } = useWallboard()
  const board = read.data
  const isDenied = isRefused(read.error, 'permission.denied')
  return (
    <main className="col plainpage wall">
      <div className="hd">
        <h1 id="wall">{t('wallboard.title')}</h1>
        {board && <ReadAt at={board.at} isStale={isStale} />}
        {board && <DeskDay at={board.at} />}
        <span className="sp" />
        <FullScreenButton />
      </div>
      <div className="wallbody" role="region" aria-labelledby="wall" tabIndex={0}>
        {read.isPending && <Skeleton kind="rows" />}
        {isDenied && <EmptyState icon={iconLock} title={t('denied.title')} next={t('denied.next')} />}
        {!read.isPending && !board && !isDenied && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {board && !isDenied && (
          <>
            <Totals board={board} />
            {/* Below many teams nobody would see them: a screen on the wall is not scrolled. */}
            <WallAlarms board={board} only="something" />
            <TeamTable teams={board.teams} onHours={setHoursOf} onOverflow={setHelpersOf} />
            <div className="walltwo">
              <PressingTable rows={board.pressing} teams={board.teams} />
              <AgentTable agents={board.agents} />
            </div>
            <WallAlarms board={board} only="nothing" />
          </>
        )}
      </div>
      {hoursOf && <TodayHoursDialog key={hoursOf.id} team={hoursOf} onClose={() => setHoursOf(null)} />}
      {helpersOf && <OverflowDialog key={helpersOf.id} team={helpersOf} onClose={() => setHelpersOf(null)} />}
    </main>
  )
}
