import { iconMoon, iconRefresh, iconWifioff } from '@yingda/ui/icons.ts'
import { isHeldUp } from '../state/outbox.ts'
import { Icon } from '../ui/icon.tsx'
import { useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'
import { useLater } from './use-later.ts'
import { timeOf } from '../ui/when.ts'
import { dayAndTime } from './days.ts'
import { onClockOf } from './desk-clock.ts'

const RECONNECT_SHOWN_AFTER_MS = 3000

/** One quiet line under the head, only when something is different from usual. */
export function Strip({ away }: { away: boolean }) {
  const words = useMore()
  const online = useDeskState((state) => state.online)
  const status = useDeskState((state) => state.status)
  const heldUp = useDeskState(({ outbox }) => isHeldUp(outbox))
  if (!online) return <Line icon={iconWifioff} text={words.offline} />
  if (heldUp) return <Line icon={iconRefresh} text={words.connecting} />
  if (status === 'connecting') return <Reconnecting />
  return away ? <Away /> : null
}

const Line = ({ icon, text }: { icon: string; text: string }) => (
  <p class="strip" role="status">
    <Icon d={icon} />
    <span>{text}</span>
  </p>
)

/** A short break is nobody's concern. */
function Reconnecting() {
  const words = useMore()
  return useLater(RECONNECT_SHOWN_AFTER_MS) ? <Line icon={iconRefresh} text={words.connecting} /> : null
}

/** The desk's hours on the desk's clock, which is what the bot says too. */
function Away() {
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const home = useDeskState((state) => state.home)
  const there = (at: number | string): number => onClockOf(home?.timeZone, at)
  const nowMs = there(Date.now())
  const opensAt = home?.opensAt ?? null
  const text = opensAt === null ? words.awayUnknown : words.away(timeOf(iso(nowMs), language), dayAndTime(iso(there(opensAt)), { language, words }, nowMs))
  return <Line icon={iconMoon} text={text} />
}

const iso = (ms: number): string => new Date(ms).toISOString()
