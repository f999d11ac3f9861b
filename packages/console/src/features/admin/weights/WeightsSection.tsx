import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../../app/query-keys.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Field } from '../../../app/ui/Field.tsx'
import { useRun } from '../../../app/use-run.ts'
import { changeWeights, getWeights } from './weights-api.ts'
import { changedWeights, draftOf, KINDS, weightOf, type WeightsDraft } from './weights-draft.ts'

/** How many of an agent's places each kind of work takes: one table for all teams. */
export function WeightsSection() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const [typed, setTyped] = useState<Partial<WeightsDraft>>({})
  const weights = useQuery({ queryKey: keys.weights, queryFn: ({ signal }) => getWeights(signal) }).data
  if (weights === undefined) return null
  const draft = { ...draftOf(weights), ...typed }
  const changed = changedWeights(weights, draft)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (changed === null) return
    void run(() => changeWeights({ ...changed, was: weights }), t('weights.saved')).then(async (saved) => {
      await client.invalidateQueries({ queryKey: keys.weights })
      if (saved) setTyped({})
    })
  }
  return (
    <form className="weights" onSubmit={save} aria-label={t('weights.title')}>
      <h2>{t('weights.title')}</h2>
      <p className="quiet">{t('weights.hint')}</p>
      <div>
        {KINDS.map((kind) => (
          <Field
            key={kind}
            label={t(`weights.${kind}`)}
            type="number"
            step={0.25}
            min={0.25}
            max={10}
            required
            value={draft[kind]}
            error={weightOf(draft[kind]) === null ? t('weights.wrong') : null}
            onChange={(value) => setTyped({ ...typed, [kind]: value })}
          />
        ))}
      </div>
      <Button type="submit" look="primary" busy={busy} disabled={changed === null}>
        {t('common.save')}
      </Button>
    </form>
  )
}
