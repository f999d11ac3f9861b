import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { asStaffId } from '../../../app/ids.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Panel } from '../../../app/ui/Panel.tsx'
import { assign } from '../conversation-api.ts'
import { PersonPicker } from './PersonPicker.tsx'
import type { Target } from './pick-target.ts'
import { usePanelCommand } from './use-panel-command.ts'

type AssignPanelProps = { row: ConversationRow; onClose: () => void }

export function AssignPanel({ row, onClose }: AssignPanelProps) {
  const { t } = useTranslation()
  const [target, setTarget] = useState<Target | null>(null)
  const { submit, busy } = usePanelCommand(row.id, onClose)
  return (
    <Panel title={t('action.assign')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (target) void submit(() => assign(row.id, { agentId: asStaffId(target.id) }), t('done.assigned', { name: target.name }))
        }}
      >
        <PersonPicker withTeams={false} without={row.assignee?.id ?? null} value={target} onChange={setTarget} />
        <div className="actions">
          <Button type="submit" look="primary" busy={busy} disabled={!target}>
            {t('action.assignDo')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
