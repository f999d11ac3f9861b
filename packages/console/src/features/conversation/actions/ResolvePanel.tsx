import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Panel } from '../../../app/ui/Panel.tsx'
import { resolve } from '../conversation-api.ts'
import { AGENT_OUTCOMES } from '../vocabulary.ts'
import { usePanelCommand } from './use-panel-command.ts'

type ResolvePanelProps = { row: ConversationRow; onClose: () => void }

/** What came of it, said once: arrow keys choose, Enter ends. */
export function ResolvePanel({ row, onClose }: ResolvePanelProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<Outcome>('answered')
  const { submit, busy } = usePanelCommand(row.id, onClose)
  return (
    <Panel title={t('resolve.title')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(() => resolve(row.id, { outcome }), t('done.resolved'))
        }}
      >
        <fieldset className="choices">
          <legend className="sr">{t('resolve.outcome')}</legend>
          {AGENT_OUTCOMES.map((value) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name="outcome"
                checked={outcome === value}
                onChange={() => setOutcome(value)}
                data-autofocus={outcome === value || undefined}
              />
              <span>{t(`outcome.${value}`)}</span>
            </label>
          ))}
        </fieldset>
        {row.callBack !== null && <p className="am">{t(`resolve.owed.${row.callBack.channel}`)}</p>}
        <p className="quiet">{t('resolve.hint')}</p>
        <div className="actions">
          <Button type="submit" look="primary" busy={busy}>
            {t('resolve.do')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
