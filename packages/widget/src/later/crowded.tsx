import { iconPeople } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'
import { useNow } from './use-now.ts'

/** When it is tried again. It counts down before the eyes and is not read out each second. */
export function Again({ until }: { until: number }) {
  const words = useMore()
  const seconds = Math.ceil((until - useNow(1000)) / 1000)
  return <span class="num">{seconds > 0 ? words.crowdedAgain(seconds) : words.crowdedNow}</span>
}

/** The operator's other official contacts, as the status page names them; it is there when nothing else is. */
export function Elsewhere() {
  const words = useMore()
  const { world } = useDesk()
  const page = useDeskState(({ home }) => home?.statusPage ?? `${world.base}/status`)
  return (
    <a href={page} target="_blank" rel="noopener noreferrer">
      {words.crowdedElsewhere}
    </a>
  )
}

/** In the place of the first screen: it comes by itself; meanwhile everything can be asked, and waits its turn. */
export function CrowdedHome({ until }: { until: number }) {
  const words = useMore()
  return (
    <div class="crowd">
      <Icon d={iconPeople} size={20} />
      <p>
        <span role="status">{words.crowdedHome}</span> <Again until={until} /> <Elsewhere />
      </p>
    </div>
  )
}
