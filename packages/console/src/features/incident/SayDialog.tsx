import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import {
  EndState,
  OPEN_INCIDENT_STATES,
  OPEN_PLANNED_STATES,
  SEVERITIES,
  type IncidentState,
  type OpenState,
  type Severity,
} from '@yingda/protocol/entries/incident.ts'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import { newClientId } from '../../app/ids.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { useRun } from '../../app/use-run.ts'
import { endIncident, updateIncident } from './incident-api.ts'
import { nextStates } from './next-states.ts'
import { useTitle } from './use-incidents.ts'
import { WordFields } from './WordFields.tsx'

const isEnd = (state: IncidentState): state is EndState => EndState.options.some((one) => one === state)
const isOpen = (state: IncidentState): state is OpenState => [...OPEN_INCIDENT_STATES, ...OPEN_PLANNED_STATES].some((one) => one === state)

/** Say how it goes on, or that it is over. */
export function SayDialog({ incident, onClose }: { incident: IncidentView; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const titleOf = useTitle()
  const { run, busy } = useRun()
  const [clientId] = useState(newClientId)
  const [state, setState] = useState<IncidentState>(incident.state)
  const [severity, setSeverity] = useState<Severity | null>(incident.severity)
  const [words, setWords] = useState({ textZh: '', textEn: '' })
  const said = { clientId, textZh: words.textZh.trim(), textEn: words.textEn.trim() }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const send = async () => {
      if (isEnd(state)) await endIncident(incident.id, { ...said, state })
      else if (isOpen(state)) await updateIncident(incident.id, { ...said, state, severity, components: null, endsAt: null })
      await client.invalidateQueries({ queryKey: keys.incidents })
    }
    void run(send, t('incident.published')).then((accepted) => accepted && onClose())
  }
  return (
    <Dialog title={titleOf(incident)} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('incident.isPublic')}</p>
        <div className="pair">
          <SelectField
            label={t('incident.stateLabel')}
            value={state}
            onChange={(text) => setState(nextStates(incident).find((one) => one === text) ?? state)}
            options={nextStates(incident).map((value) => ({ value, label: t(`incident.state.${value}`) }))}
          />
          {severity !== null && !isEnd(state) && (
            <SelectField
              label={t('incident.severityLabel')}
              value={severity}
              onChange={(text) => setSeverity(SEVERITIES.find((one) => one === text) ?? severity)}
              options={SEVERITIES.map((value) => ({ value, label: t(`incident.severity.${value}`) }))}
            />
          )}
        </div>
        <WordFields zh={words.textZh} en={words.textEn} onChange={(change) => setWords((held) => ({ ...held, ...change }))} />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={said.textZh === '' || said.textEn === ''}>
            {t('incident.publish')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
