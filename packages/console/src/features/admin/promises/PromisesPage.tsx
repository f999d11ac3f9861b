import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/me.ts'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Failure } from '../../../app/ui/Failure.tsx'
import { Skeleton } from '../../../app/ui/Skeleton.tsx'
import { useRun } from '../../../app/use-run.ts'
import { changePromises, getPromises } from './promises-api.ts'
import { changedPromises, type PromisesDraft } from './promises-draft.ts'
import { PromisesTable } from './PromisesTable.tsx'

/** How soon answers are promised, and that it is resolved. Everybody may read it; who may change it types into the table. */
export default function PromisesPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const may = useMay('promise.manage')
  const { run, busy } = useRun()
  const [draft, setDraft] = useState<PromisesDraft>({})
  const read = useQuery({ queryKey: keys.promises, queryFn: ({ signal }) => getPromises(signal) })
  const rows = read.data?.promises ?? []
  const changed = changedPromises(rows, draft)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (changed === null || changed.length === 0) return
    void run(() => changePromises({ promises: changed, was: rows }), t('promises.saved')).then(async (saved) => {
      await client.invalidateQueries({ queryKey: keys.promises })
      if (saved) setDraft({})
    })
  }
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{t('promises.title')}</h1>
      </div>
      <div className="scroll">
        {read.isPending && <Skeleton kind="rows" />}
        {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {read.data && (
          <form className="promises" onSubmit={save}>
            <PromisesTable rows={rows} draft={draft} onType={may ? (cell, text) => setDraft((held) => ({ ...held, [cell]: text })) : null} />
            <p className="quiet">{t('promises.hint')}</p>
            <p className="quiet">{t('promises.resolutionHint')}</p>
            <p className="quiet">{t(may ? 'promises.fromNow' : 'promises.readOnly')}</p>
            {may && (
              <div className="actions">
                <Button type="submit" look="primary" busy={busy} disabled={changed === null || changed.length === 0}>
                  {t('common.save')}
                </Button>
                <Button disabled={Object.keys(draft).length === 0} onClick={() => setDraft({})}>
                  {t('promises.discard')}
                </Button>
              </div>
            )}
          </form>
        )}
      </div>
    </main>
  )
}
