import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationCounts, SavedView } from '@yingda/protocol/http/staff.ts'
import { iconAt, iconBell, iconClock, iconFilter, iconHeadset, iconInbox, iconSearch, iconTable } from '@yingda/ui/icons.ts'
import { getCounts, getSavedViews } from '../../features/conversation/conversation-api.ts'
import type { FixedList } from '../../features/conversation/list/list-id.ts'
import { IncidentsLink } from '../../features/incident/IncidentsLink.tsx'
import { WallboardLink } from '../../features/wallboard/WallboardLink.tsx'
import { WatchLink } from '../../features/watch/WatchLink.tsx'
import { serverNow } from '../clock.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useMay, useMe } from '../me.ts'
import { keys } from '../query-keys.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { MeMenu } from './MeMenu.tsx'
import { ViewLink } from './ViewLink.tsx'

const SignalPanel = lazy(() => import('../../features/settings/SignalPanel.tsx'))
const MINE: readonly { list: FixedList; icon: string }[] = [
  { list: 'desk', icon: iconInbox },
  { list: 'waiting', icon: iconHeadset },
  { list: 'mentions', icon: iconAt },
  { list: 'snoozed', icon: iconClock },
  { list: 'all', icon: iconTable },
]

/** A longer wait would overrun the browser’s timer; read in between, nothing is lost. */
const LONGEST_MS = 3_600_000

/** Who is called back at a time of his own is in line from then on, which nobody tells the lists. */
const untilInLineMs = (counts: ConversationCounts | undefined): number | false =>
  counts?.nextInLineAt == null ? false : Math.min(LONGEST_MS, Math.max(1000, Date.parse(counts.nextInLineAt) - serverNow()))

type ViewsColumnProps = { onCommands: () => void; onKeys: () => void }

/** Where one can look: own lists, queues, saved views; and oneself at the foot. */
export function ViewsColumn({ onCommands, onKeys }: ViewsColumnProps) {
  const { t } = useTranslation()
  const { brand } = useMe()
  const language = useLanguage()
  const [signals, setSignals] = useState(false)
  const counts = useQuery({
    queryKey: keys.counts,
    queryFn: ({ signal }) => getCounts(signal),
    refetchInterval: ({ state }) => untilInLineMs(state.data),
    refetchIntervalInBackground: true,
  }).data
  const views = useQuery({ queryKey: keys.views, queryFn: ({ signal }) => getSavedViews(signal), staleTime: Infinity }).data?.views ?? []
  return (
    <nav className="col views" aria-label={t('shell.views')}>
      <div className="hd">
        <Link to="/inbox/$list" params={{ list: 'desk' }} className="mark" aria-label={t('shell.home')}>
          应
        </Link>
        <b className="brand" title={brand.name[language]}>
          {brand.name[language]}
        </b>
        <IconButton icon={iconBell} label={t('signals.title')} aria-expanded={signals} onClick={() => setSignals(true)} />
        {signals && (
          <Suspense>
            <SignalPanel onClose={() => setSignals(false)} />
          </Suspense>
        )}
      </div>
      <button type="button" className="cmd" onClick={onCommands}>
        <Icon of={iconSearch} />
        <span>{t('shell.searchOrRun')}</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <div className="nav">
        <h2>{t('shell.mine')}</h2>
        {MINE.map(({ list, icon }) => (
          <ViewLink key={list} list={list} icon={icon} label={t(`list.${list}`)} count={counts?.[list]} />
        ))}
        <Queues counts={counts} />
        <SavedViews views={views} />
        <IncidentsLink />
        <LeadLinks />
      </div>
      <MeMenu onKeys={onKeys} />
    </nav>
  )
}

function Queues({ counts }: { counts: ConversationCounts | undefined }) {
  const { t } = useTranslation()
  const may = useMay('conversation.read')
  if (!may || !counts || counts.queues.length === 0) return null
  return (
    <>
      <h2>{t('shell.queues')}</h2>
      {counts.queues.map(({ teamId, name, waiting }) => (
        <ViewLink key={teamId} list={`team-${teamId}`} label={name} count={waiting} />
      ))}
    </>
  )
}

function SavedViews({ views }: { views: readonly SavedView[] }) {
  const { t } = useTranslation()
  if (views.length === 0) return null
  return (
    <>
      <h2>{t('shell.savedViews')}</h2>
      {views.map(({ id, name }) => (
        <ViewLink key={id} list={`view-${id}`} icon={iconFilter} label={name} />
      ))}
    </>
  )
}

/** For those who may see them. */
function LeadLinks() {
  const { t } = useTranslation()
  if (!useMay('watch.read')) return null
  return (
    <>
      <h2>{t('watch.group')}</h2>
      <WallboardLink />
      <WatchLink />
    </>
  )
}
