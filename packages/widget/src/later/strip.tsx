import type { ConversationState } from '@yingda/protocol/realtime.ts'
import { iconAlert, iconClock, iconMoon, iconPeople, iconRefresh, iconWifioff } from '@yingda/ui/icons.ts'
import { isHeldUp } from '../state/outbox.ts'
import { threadFacts } from '../state/thread-facts.ts'
import type { Thread } from '../state/thread.ts'
import { Icon } from '../ui/icon.tsx'
import { useDeskState } from '../ui/use-desk.ts'
import { Again, Elsewhere } from './crowded.tsx'
import { useInDeskZone } from './use-in-desk-zone.ts'
import { useMore } from './use-more.ts'
import { useLater } from './use-later.ts'
import { timeOf } from '../ui/when.ts'
import { useOpens } from './use-opens.ts'
import { useStillTrue } from './use-still-true.ts'

const RECONNECT_SHOWN_AFTER_MS = 3000

/**
 * One quiet line under the head, only when something is different from usual.
 *
 * @param thread null: the first screen
 */
export function Strip({ thread }: { thread: Thread | null }) {
  const words = useMore()
  const online = useDeskState((state) => state.online)
  const status = useDeskState((state) => state.status)
  const heldUp = useDeskState(({ outbox }) => isHeldUp(outbox))
  const crowdedUntil = useDeskState((state) => state.crowdedUntil)
  const limitedUntil = useDeskState((state) => state.limitedUntil)
  const disturbed = useDeskState(({ home }) => home?.notice != null)
  const isDeskOpen = useDeskState(({ home }) => home?.agentsOnDuty ?? true)
  const others = thread?.others ?? null
  const mode = thread === null ? null : threadFacts(thread).mode
  const isInLine = mode === 'waiting'
  const away = (!isDeskOpen && (isInLine || mode === 'bot' || mode === null)) || (isInLine && others?.closed != null)
  useStillTrue(away || disturbed, away && others?.agents.online === true)
  if (!online) return <Line icon={iconWifioff} text={words.offline} />
  if (heldUp && crowdedUntil !== null) return <Crowded until={crowdedUntil} />
  if (heldUp && limitedUntil !== null) return <Limited until={limitedUntil} />
  if (heldUp) return <Line icon={iconRefresh} text={words.connecting} />
  if (status === 'connecting') return <Reconnecting />
  return (
    <>
      <Disturbed />
      {away && <Away closed={others?.closed ?? null} isInLine={isInLine} />}
    </>
  )
}

const Line = ({ icon, text }: { icon: string; text: string }) => (
  <p class="strip" role="status">
    <Icon d={icon} />
    <span>{text}</span>
  </p>
)

/** What was written is safe and goes by itself; whoever cannot wait has another way. */
function Crowded({ until }: { until: number }) {
  const words = useMore()
  return (
    <div class="strip">
      <Icon d={iconPeople} />
      <span>
        <span role="status">{words.crowded}</span> <Again until={until} /> <Elsewhere />
      </span>
    </div>
  )
}

/** Nothing is wrong with the network: very much came at once from here. */
function Limited({ until }: { until: number }) {
  const words = useMore()
  return (
    <div class="strip">
      <Icon d={iconClock} />
      <span>
        <span role="status">{words.limited}</span> <Again until={until} />
      </span>
    </div>
  )
}

/** A short break is nobody's concern. */
function Reconnecting() {
  const words = useMore()
  return useLater(RECONNECT_SHOWN_AFTER_MS) ? <Line icon={iconRefresh} text={words.connecting} /> : null
}

/** What is disturbed now, and where to read of it. */
function Disturbed() {
  const words = useMore()
  const home = useDeskState((state) => state.home)
  if (home?.notice == null) return null
  return (
    <p class="strip" role="status">
      <Icon d={iconAlert} />
      <span>
        {words.disturbed(home.notice.title, home.notice.more)}{' '}
        <a href={home.statusPage} target="_blank" rel="noreferrer">
          {words.statusPage}
        </a>
      </span>
    </p>
  )
}

/** When somebody is there again, if that is known. To who waits his card says in which order, unless a time is arranged. */
function Away({ closed, isInLine }: { closed: ConversationState['closed']; isInLine: boolean }) {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const inZone = useInDeskZone()
  const opens = useOpens(closed)
  return (
    <Line icon={iconMoon} text={opens === null ? (isInLine ? words.awayNow : words.awayUnknown) : inZone(words.away(timeOf(opens.now, language), opens.at))} />
  )
}
