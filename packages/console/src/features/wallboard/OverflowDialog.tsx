import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverflowList } from '@yingda/protocol/http/overflow.ts'
import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { useRun } from '../../app/use-run.ts'
import { getOverflow, setOverflow } from '../admin/overflow/overflow-api.ts'
import { draftOf, stepsOf, type StepDraft } from '../admin/overflow/overflow-draft.ts'
import { OverflowFields } from '../admin/overflow/OverflowFields.tsx'

type OverflowDialogProps = { team: WallboardTeam; onClose: () => void }

/** Which teams help this one, changed while its line grows. */
export function OverflowDialog({ team, onClose }: OverflowDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = useQuery({ queryKey: keys.overflow, queryFn: ({ signal }) => getOverflow(signal), staleTime: 0 })
  return (
    <Dialog title={t('wallboard.overflow.title', { team: language === 'en' ? team.nameEn : team.nameZh })} onClose={onClose}>
      {read.isPending && <Skeleton kind="panel" count={4} />}
      {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && !read.isFetching && <OverflowForm teamId={team.id} teams={read.data.teams} onClose={onClose} />}
    </Dialog>
  )
}

type OverflowFormProps = { teamId: string; teams: OverflowList['teams']; onClose: () => void }

function OverflowForm({ teamId, teams, onClose }: OverflowFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const own = teams.find(({ id }) => id === teamId)
  const [was] = useState(() => own?.steps ?? [])
  const [draft, setDraft] = useState<readonly StepDraft[]>(() => draftOf(was))
  const steps = stepsOf(draft)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (steps === null) return
    const accepted = await run(() => setOverflow(teamId, { steps, was }), t('wallboard.overflow.saved'))
    for (const queryKey of [keys.overflow, keys.wallboard]) void client.invalidateQueries({ queryKey })
    if (accepted) onClose()
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <OverflowFields teams={teams} ownId={teamId} questionTypes={own?.questionTypes ?? []} draft={draft} onChange={setDraft} />
      <div className="actions">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} disabled={steps === null}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
