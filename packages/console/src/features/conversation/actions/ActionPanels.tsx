import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationDetail } from '@yingda/protocol/http/staff.ts'
import { CareDialog } from '../../customer/CareDialog.tsx'
import { AssignPanel } from './AssignPanel.tsx'
import { BlockDialog } from './BlockDialog.tsx'
import { MergePanel } from './MergePanel.tsx'
import type { PanelName } from './panel-name.ts'
import { RedactDialog } from './RedactDialog.tsx'
import { ResolvePanel } from './ResolvePanel.tsx'
import { SnoozePanel } from './SnoozePanel.tsx'
import { TransferPanel } from './TransferPanel.tsx'

type ActionPanelsProps = { detail: ConversationDetail; panel: PanelName | null; redacting: StaffEntry | null; onClose: () => void }

/** The panel or dialog that is open, loaded when the first one is. */
export default function ActionPanels({ detail: { row }, panel, redacting, onClose }: ActionPanelsProps) {
  if (redacting) return <RedactDialog entry={redacting} onClose={onClose} />
  switch (panel) {
    case 'assign':
      return <AssignPanel row={row} onClose={onClose} />
    case 'transfer':
      return <TransferPanel row={row} onClose={onClose} />
    case 'snooze':
      return <SnoozePanel row={row} onClose={onClose} />
    case 'resolve':
      return <ResolvePanel row={row} onClose={onClose} />
    case 'merge':
      return <MergePanel row={row} onClose={onClose} />
    case 'block':
      return <BlockDialog customerId={row.customer.id} onClose={onClose} />
    case 'care':
      return <CareDialog customerId={row.customer.id} onClose={onClose} />
    case null:
      return null
  }
}
