import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { SEVERITIES } from '@yingda/protocol/entries/incident.ts'
import type { IncidentList, IncidentView } from '@yingda/protocol/http/incident.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { newClientId } from '../../app/ids.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { useRun } from '../../app/use-run.ts'
import { ComponentFields } from './ComponentFields.tsx'
import { endIncident, updateIncident } from './incident-api.ts'
import { instantOf } from './incident-draft.ts'
import { nextStates } from './next-states.ts'
import { broughtUpToDate, endsTooSoon, isEnd, newestOf, updateDraftOf, updateOf, type UpdateDraft } from './update-draft.ts'
import { useTitle } from './use-incidents.ts'
import { useToldAs } from './use-told-as.ts'
import { WordFields } from './WordFields.tsx'

type SayDialogProps = { incident: IncidentView; components: IncidentList['components']; onClose: () => void }

/** Say how it goes on, also that it disturbs something else or takes longer than was planned; or that it is over. */
export function SayDialog({ incident, components, onClose }: SayDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const titleOf = useTitle()
  const { run, busy } = useRun()
  const toldAs = useToldAs()
  const [clientId] = useState(newClientId)
  const [draft, setDraft] = useState<UpdateDraft>(() => updateDraftOf(incident))
  /** As its author has it before him. */
  const [read, setRead] = useState(incident)
  const [isNews, setNews] = useState(false)
  if (newestOf(incident)?.seq !== newestOf(read)?.seq && !busy) {
    setDraft(broughtUpToDate(draft, read, incident))
    setRead(incident)
    setNews(true)
  }
  const set = (change: Partial<UpdateDraft>) => setDraft((held) => ({ ...held, ...change }))
  const said = updateOf(incident, draft)
  const goesOn = !isEnd(draft.state)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (said === null) return
    const send = async () => {
      const afterSeq = newestOf(read)?.seq
      const sent =
        'end' in said ? endIncident(incident.id, { clientId, afterSeq, ...said.end }) : updateIncident(incident.id, { clientId, afterSeq, ...said.update })
      // Refused as well: what a colleague has published is to be read.
      await sent.finally(() => client.invalidateQueries({ queryKey: keys.incidents }))
    }
    void run(send, t('incident.published')).then((accepted) => accepted && onClose())
  }
  return (
    <Dialog title={titleOf(incident)} onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{t('incident.isPublic')}</p>
        {isNews && <Meanwhile incident={incident} />}
        <div className="pair">
          <SelectField
            label={t('incident.stateLabel')}
            value={draft.state}
            onChange={(text) => set({ state: nextStates(incident).find((one) => one === text) ?? draft.state })}
            options={nextStates(incident).map((value) => ({ value, label: t(`incident.state.${value}`) }))}
          />
          {draft.severity !== null && goesOn && (
            <SelectField
              label={t('incident.severityLabel')}
              value={draft.severity}
              onChange={(text) => set({ severity: SEVERITIES.find((one) => one === text) ?? draft.severity })}
              options={SEVERITIES.map((value) => ({ value, label: t(`incident.severity.${value}`) }))}
            />
          )}
          {incident.endsAt !== null && goesOn && (
            <Field
              type="datetime-local"
              label={t('incident.until')}
              value={draft.until}
              onChange={(until) => set({ until })}
              hint={toldAs(incident.startsAt, instantOf(draft.until))}
              error={endsTooSoon(incident.startsAt, instantOf(draft.until)) ? t('incident.endsTooSoon') : null}
              required
            />
          )}
        </div>
        {goesOn && <ComponentFields all={components} chosen={draft.components} onChange={(chosen) => set({ components: chosen })} />}
        <WordFields zh={draft.textZh} en={draft.textEn} onChange={set} />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={said === null}>
            {t('incident.publish')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What a colleague has published while it was written. */
function Meanwhile({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const newest = newestOf(incident)
  if (newest === undefined) return null
  const words = (language === 'en' ? newest.textEn : newest.textZh) || t('incident.begun')
  return (
    <p className="am" role="alert">
      {t('incident.saidMeanwhile', { said: [t(`incident.state.${newest.state}`), words, newest.by].filter((part) => part !== null).join(t('common.comma')) })}
    </p>
  )
}
