import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { asStaffId, asTeamId, newClientId } from '../../../app/ids.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Panel } from '../../../app/ui/Panel.tsx'
import { TextField } from '../../../app/ui/TextField.tsx'
import { transfer } from '../conversation-api.ts'
import { PersonPicker } from './PersonPicker.tsx'
import type { Target } from './pick-target.ts'
import { sendIds } from './send-ids.ts'
import { usePanelCommand } from './use-panel-command.ts'

type TransferPanelProps = { row: Pick<ConversationRow, 'id' | 'assignee'>; onClose: () => void }

/** To a team or a colleague, with a note that only colleagues read. */
export function TransferPanel({ row, onClose }: TransferPanelProps) {
  const { t } = useTranslation()
  const [target, setTarget] = useState<Target | null>(null)
  const [note, setNote] = useState('')
  const [idOf] = useState(() => sendIds(newClientId))
  const { submit, busy } = usePanelCommand(row.id, onClose)
  return (
    <Panel title={t('action.transferTo')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!target) return
          const to = target.kind === 'team' ? { teamId: asTeamId(target.id), agentId: null } : { teamId: null, agentId: asStaffId(target.id) }
          const asked = { ...to, note: note.trim() }
          void submit(() => transfer(row.id, { clientId: idOf(JSON.stringify(asked)), ...asked }), t('done.transferred', { name: target.name }))
        }}
      >
        <PersonPicker withTeams without={row.assignee?.id ?? null} value={target} onChange={setTarget} />
        <TextField label={t('transfer.note')} hint={t('transfer.noteHint')} value={note} onChange={setNote} maxLength={4000} />
        <div className="actions">
          <Button type="submit" look="primary" busy={busy} disabled={!target}>
            {t('action.transferDo')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
