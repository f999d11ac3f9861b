import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Team, TeamBody } from '@yingda/protocol/http/staff-admin.ts'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { CheckField } from '../../app/ui/CheckField.tsx'
import { ConfirmDelete } from '../../app/ui/ConfirmDelete.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { useRun } from '../../app/use-run.ts'
import { QUESTION_KINDS } from '../conversation/vocabulary.ts'
import { createTeam, deleteTeam, updateTeam } from './admin-api.ts'
import { acceptSecondsOf, givingOf } from './giving.ts'
import { GivingFields } from './GivingFields.tsx'
import { getCalendars, giveTeamCalendar } from './hours/hours-api.ts'
import { WhoWaits } from './hours/WhoWaits.tsx'
import { getOverflow, setOverflow } from './overflow/overflow-api.ts'
import { draftOf, stepsOf, type StepDraft } from './overflow/overflow-draft.ts'
import { OverflowFields } from './overflow/OverflowFields.tsx'
import { comesElsewhere } from './team-questions.ts'

/** `teams`: all there are, oldest first. */
type TeamDialogProps = { team: Team | null; teams: readonly Team[]; onClose: () => void }

const settingOf = ({ nameZh, nameEn, questionTypes, strategy, acceptSeconds }: Team): TeamBody => ({ nameZh, nameEn, questionTypes, strategy, acceptSeconds })

export function TeamDialog({ team, teams, onClose }: TeamDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const [deleting, setDeleting] = useState(false)
  const [nameZh, setNameZh] = useState(team?.nameZh ?? '')
  const [nameEn, setNameEn] = useState(team?.nameEn ?? '')
  const [types, setTypes] = useState<readonly QuestionType[]>(team?.questionTypes ?? [])
  const [giving, setGiving] = useState(() => givingOf(team))
  const acceptSeconds = acceptSecondsOf(giving)
  const language = useLanguage()
  const hours = useQuery({ queryKey: keys.calendars, queryFn: ({ signal }) => getCalendars(signal) }).data
  const given = hours?.teams.find(({ id }) => id === team?.id)?.calendarId ?? ''
  const [chosen, setChosen] = useState<{ id: string; was: string } | null>(null)
  const overflow = useQuery({ queryKey: keys.overflow, queryFn: ({ signal }) => getOverflow(signal) }).data
  const helped = overflow?.teams.find(({ id }) => id === team?.id)?.steps ?? []
  const [helpers, setHelpers] = useState<{ draft: readonly StepDraft[]; was: OverflowStep[] } | null>(null)
  const steps = helpers === null ? null : stepsOf(helpers.draft)
  /** What a change is made to: saving again after half of it went well changes what was just saved. */
  const seen = useRef(team && settingOf(team))
  /** Made, though what came after failed: saving again changes it and makes no second one. */
  const made = useRef<string | null>(null)
  const save = async () => {
    const body = { nameZh: nameZh.trim(), nameEn: nameEn.trim(), questionTypes: [...types], strategy: giving.strategy, acceptSeconds }
    const known = team?.id ?? made.current
    const id = known ?? (await createTeam(body)).id
    made.current = id
    if (known !== null) await updateTeam(id, { ...body, ...(seen.current && { was: seen.current }) })
    seen.current = body
    if (chosen !== null && chosen.id !== chosen.was) await giveTeamCalendar(id, { calendarId: chosen.id || null, was: chosen.was || null })
    if (helpers !== null && steps !== null) await setOverflow(id, { steps, was: helpers.was })
  }
  const closing = (accepted: boolean) => {
    for (const queryKey of [keys.teams, keys.counts, keys.colleagues, keys.calendars, keys.overflow]) void client.invalidateQueries({ queryKey })
    if (accepted) onClose()
  }
  const elsewhere = (type: QuestionType) => {
    const found = comesElsewhere(teams, { ownId: team?.id ?? null, types, type })
    return found ? t(`teams.${found.why}`, { team: language === 'en' ? found.team.nameEn : found.team.nameZh }) : undefined
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (acceptSeconds === undefined || (helpers !== null && steps === null)) return
    void run(save, t('teams.saved')).then(closing)
  }
  if (team && deleting)
    return (
      <Dialog title={t('teams.deleteTitle', { team: language === 'en' ? team.nameEn : team.nameZh })} onClose={onClose}>
        <ConfirmDelete
          what={t('teams.deleteWhat', { count: team.members })}
          label={t('teams.delete')}
          busy={busy}
          onDelete={() => void run(() => deleteTeam(team.id), t('teams.deleted')).then(closing)}
          onKeep={() => setDeleting(false)}
        />
      </Dialog>
    )
  return (
    <Dialog title={team ? (language === 'en' ? team.nameEn : team.nameZh) : t('teams.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field label={t('teams.nameZh')} value={nameZh} onChange={setNameZh} maxLength={60} required autoFocus />
        <Field label={t('teams.nameEn')} value={nameEn} onChange={setNameEn} maxLength={60} required />
        <fieldset className="checks">
          <legend>{t('teams.questions')}</legend>
          {QUESTION_KINDS.map((type) => (
            <CheckField
              key={type}
              label={t(`question.${type}`)}
              hint={elsewhere(type)}
              checked={types.includes(type)}
              onChange={(on) => setTypes(on ? [...types, type] : types.filter((one) => one !== type))}
            />
          ))}
        </fieldset>
        <GivingFields giving={giving} onChange={setGiving} />
        {hours && (
          <SelectField
            label={t('hours.ofTeam')}
            value={chosen?.id ?? given}
            onChange={(id) => setChosen({ id, was: chosen?.was ?? given })}
            options={[
              { value: '', label: t('hours.ofTeamNone') },
              ...hours.calendars.map((one) => ({ value: one.id, label: language === 'en' ? one.nameEn : one.nameZh })),
            ]}
          />
        )}
        {team && chosen && chosen.id !== '' && chosen.id !== chosen.was && <WhoWaits teamIds={[team.id]} />}
        {overflow && (
          <OverflowFields
            teams={overflow.teams}
            ownId={team?.id ?? null}
            questionTypes={types}
            draft={helpers?.draft ?? draftOf(helped)}
            onChange={(draft) => setHelpers({ draft, was: helpers?.was ?? helped })}
          />
        )}
        <div className="actions">
          {team && (
            <Button look="danger" onClick={() => setDeleting(true)}>
              {t('teams.delete')}
            </Button>
          )}
          <span className="sp" />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
