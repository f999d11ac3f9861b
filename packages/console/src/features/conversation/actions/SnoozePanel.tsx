import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconClock } from '@yingda/ui/icons.ts'
import { serverNow } from '../../../app/clock.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Field } from '../../../app/ui/Field.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { Panel } from '../../../app/ui/Panel.tsx'
import { useWhenText } from '../../../app/ui/When.tsx'
import { snooze } from '../conversation-api.ts'
import { localInputValue, snoozeChoices } from './snooze-choices.ts'
import { usePanelCommand } from './use-panel-command.ts'

type SnoozePanelProps = { row: ConversationRow; onClose: () => void }

/** Away until a time; a word from the customer brings it back at once. */
export function SnoozePanel({ row, onClose }: SnoozePanelProps) {
  const { t } = useTranslation()
  const when = useWhenText()
  const [opened] = useState(() => new Date(serverNow()))
  const [own, setOwn] = useState('')
  const { submit, busy } = usePanelCommand(row.id, onClose)
  const until = (at: Date) => void submit(() => snooze(row.id, { until: at.toISOString() }), t('done.snoozed', { until: when(at.toISOString()) }))
  const chosen = own ? new Date(own) : null
  const isFuture = chosen !== null && chosen.getTime() > opened.getTime()
  return (
    <Panel title={t('snooze.title')} onClose={onClose}>
      <p className="quiet">{t('snooze.hint')}</p>
      <ul className="choices">
        {snoozeChoices(opened).map(({ id, at }, index) => (
          <li key={id}>
            <button
              type="button"
              className="choice"
              aria-disabled={busy || undefined}
              onClick={() => {
                if (!busy) until(at)
              }}
              data-autofocus={index === 0 || undefined}
            >
              <Icon of={iconClock} />
              <span>{t(`snooze.${id}`)}</span>
              <small className="num">{when(at.toISOString())}</small>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="stack foot"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen && isFuture) until(chosen)
        }}
      >
        <Field
          label={t('snooze.own')}
          type="datetime-local"
          value={own}
          min={localInputValue(opened)}
          onChange={setOwn}
          error={chosen && !isFuture ? t('snooze.past') : null}
        />
        <div className="actions">
          <Button type="submit" busy={busy} disabled={!isFuture}>
            {t('snooze.do')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
