import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { OPEN_INCIDENT_STATES, SEVERITIES } from '@yingda/protocol/entries/incident.ts'
import type { IncidentList } from '@yingda/protocol/http/incident.ts'
import { newClientId } from '../../app/ids.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { useRun } from '../../app/use-run.ts'
import { ComponentFields } from './ComponentFields.tsx'
import { emptyDraft, instantOf, openingOf, planOf, type IncidentDraft } from './incident-draft.ts'
import { openIncident, planWork } from './incident-api.ts'
import { endsTooSoon } from './update-draft.ts'
import { useToldAs } from './use-told-as.ts'
import { WordFields } from './WordFields.tsx'

type OpenDialogProps = { kind: 'incident' | 'planned'; components: IncidentList['components']; onClose: () => void }

/** Tell customers that something is disturbed, or will be. What is written here is public the moment it is sent. */
export function OpenDialog({ kind, components, onClose }: OpenDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const toldAs = useToldAs()
  const [clientId] = useState(newClientId)
  const [draft, setDraft] = useState<IncidentDraft>(emptyDraft)
  const set = (change: Partial<IncidentDraft>) => setDraft((held) => ({ ...held, ...change }))
  const opening = kind === 'incident' ? openingOf(draft) : null
  const plan = kind === 'planned' ? planOf(draft) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const send = async () => {
      if (opening !== null) await openIncident({ clientId, ...opening })
      if (plan !== null) await planWork({ clientId, ...plan })
      await client.invalidateQueries({ queryKey: keys.incidents })
    }
    void run(send, t('incident.published')).then((accepted) => accepted && onClose())
  }
  return (
    <Dialog title={t(kind === 'incident' ? 'incident.open' : 'incident.plan')} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('incident.isPublic')}</p>
        <div className="pair">
          <Field label={t('incident.titleZh')} value={draft.titleZh} onChange={(titleZh) => set({ titleZh })} maxLength={120} required autoFocus />
          <Field label={t('incident.titleEn')} value={draft.titleEn} onChange={(titleEn) => set({ titleEn })} maxLength={120} required />
        </div>
        {kind === 'incident' ? (
          <div className="pair">
            <SelectField
              label={t('incident.severityLabel')}
              value={draft.severity}
              onChange={(text) => set({ severity: SEVERITIES.find((one) => one === text) ?? draft.severity })}
              options={SEVERITIES.map((value) => ({ value, label: t(`incident.severity.${value}`) }))}
              hint={t(`incident.severityHint.${draft.severity}`)}
            />
            <SelectField
              label={t('incident.stateLabel')}
              value={draft.state}
              onChange={(text) => set({ state: OPEN_INCIDENT_STATES.find((one) => one === text) ?? draft.state })}
              options={OPEN_INCIDENT_STATES.map((value) => ({ value, label: t(`incident.state.${value}`) }))}
            />
          </div>
        ) : (
          <div className="pair">
            <Field type="datetime-local" label={t('incident.from')} value={draft.from} onChange={(from) => set({ from })} required />
            <Field
              type="datetime-local"
              label={t('incident.until')}
              value={draft.until}
              onChange={(until) => set({ until })}
              hint={toldAs(instantOf(draft.from), instantOf(draft.until))}
              error={endsTooSoon(instantOf(draft.from), instantOf(draft.until)) ? t('incident.endsTooSoon') : null}
              required
            />
          </div>
        )}
        <ComponentFields all={components} chosen={draft.components} onChange={(chosen) => set({ components: chosen })} />
        <WordFields zh={draft.textZh} en={draft.textEn} onChange={set} />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={opening === null && plan === null}>
            {t('incident.publish')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
