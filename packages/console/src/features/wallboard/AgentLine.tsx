import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WallboardAgent } from '@yingda/protocol/http/wallboard.ts'
import { iconDone, iconHold, iconMoon } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { Wait } from '../../app/ui/Wait.tsx'

const LOOKS = {
  available: { icon: iconDone, look: 'ok' },
  connected: { icon: iconHold, look: '' },
  away: { icon: iconMoon, look: 'mu' },
} as const
/** More places than these are only counted. */
const MOST_PLACES = 8

export function AgentLine({ agent }: { agent: WallboardAgent }) {
  const { t } = useTranslation()
  const { icon, look } = LOOKS[agent.presence]
  const isGoneWithWork = agent.presence === 'away' && agent.held > 0
  return (
    <tr>
      <th scope="row" title={agent.name}>
        {agent.name}
      </th>
      <td className="l">
        <span className={`stat ${isGoneWithWork ? 'am' : look}`}>
          <Icon of={icon} size={14} />
          {t(`wallboard.staff.state.${agent.presence}`)}
        </span>
      </td>
      <td className="l">
        <Load agent={agent} />
      </td>
      <td className="l">
        <Longest longest={agent.longest} />
      </td>
    </tr>
  )
}

/** The places that are taken, and those that what the agent is asked to accept would take, beside how many there are. */
function Load({ agent: { heldLoad, offered, offeredLoad, capacity } }: { agent: WallboardAgent }) {
  const { t } = useTranslation()
  const places = Math.min(capacity, MOST_PLACES)
  return (
    <span className={heldLoad > capacity ? 'ld am' : 'ld'}>
      {Array.from({ length: places }, (_, index) => (
        <i
          key={index}
          className={index * capacity < heldLoad * places ? 'f' : index * capacity < (heldLoad + offeredLoad) * places ? 'o' : ''}
          aria-hidden="true"
        />
      ))}
      <small>
        {heldLoad} / {capacity}
      </small>
      {offered > 0 && <small>{t('wallboard.staff.offered', { count: offered })}</small>}
    </span>
  )
}

function Longest({ longest }: Pick<WallboardAgent, 'longest'>) {
  const { t } = useTranslation()
  if (longest === null) return t('wallboard.staff.nobodyWaits')
  const { conversation, since } = longest
  return (
    <span className="lw">
      <Wait since={since} />
      {conversation === null ? (
        <small>{t('wallboard.staff.otherTeams')}</small>
      ) : (
        <Link to="/inbox/$list/$conversationId" params={{ list: 'all', conversationId: conversation.id }} title={conversation.reference}>
          {conversation.customerName ?? t('customer.visitor')}
        </Link>
      )}
    </span>
  )
}
