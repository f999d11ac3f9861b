import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView } from '@yingda/protocol/http/staff.ts'
import { keys } from '../../../app/query-keys.ts'
import { asSavedViewId, asStaffId } from '../../../app/ids.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { ConfirmDelete } from '../../../app/ui/ConfirmDelete.tsx'
import { Field } from '../../../app/ui/Field.tsx'
import { Panel } from '../../../app/ui/Panel.tsx'
import { SelectField } from '../../../app/ui/SelectField.tsx'
import { useRun } from '../../../app/use-run.ts'
import { QUESTION_KINDS } from '../vocabulary.ts'
import { createView, deleteView, getColleagues, updateView } from '../conversation-api.ts'
import type { ListFilters, ListId, RowQuery } from './list-id.ts'

type FilterPanelProps = { listId: ListId; query: RowQuery | null; filters: ListFilters; onChange: (filters: ListFilters) => void; onClose: () => void }
const STATUSES = ['open', 'resolved', 'closed', 'any'] as const
const LANGUAGES = ['zh-CN', 'en'] as const

/** Narrows a list, and keeps the narrowed list under a name. What it shows is what the list is read by: of a saved view also what was saved, which can be widened. */
export default function FilterPanel({ listId, query, filters, onChange, onClose }: FilterPanelProps) {
  const { t } = useTranslation()
  const staff = useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => getColleagues(signal) }).data?.staff ?? []
  const set = (change: ListFilters) => onChange({ ...filters, ...change })
  const any = { value: '', label: t('filter.any') }
  return (
    <Panel title={t('filter.title')} onClose={onClose}>
      <div className="stack">
        <SelectField
          label={t('filter.status')}
          value={query?.status ?? ''}
          onChange={(value) => set({ status: STATUSES.find((status) => status === value) })}
          options={[{ value: '', label: t('filter.asList') }, ...STATUSES.map((status) => ({ value: status, label: t(`filter.statuses.${status}`) }))]}
        />
        <SelectField
          label={t('filter.questionType')}
          value={query?.questionType ?? ''}
          onChange={(value) => set({ questionType: QUESTION_KINDS.find((kind) => kind === value) })}
          options={[any, ...QUESTION_KINDS.map((kind) => ({ value: kind, label: t(`question.${kind}`) }))]}
        />
        <SelectField
          label={t('filter.assignee')}
          value={query?.assignee ?? ''}
          onChange={(value) => set({ assignee: value ? asStaffId(value) : undefined })}
          options={[any, ...staff.map(({ id, name }) => ({ value: id as string, label: name }))]}
        />
        <SelectField
          label={t('filter.language')}
          value={query?.language ?? ''}
          onChange={(value) => set({ language: LANGUAGES.find((language) => language === value) })}
          options={[any, { value: 'zh-CN', label: t('language.zh-CN') }, { value: 'en', label: t('language.en') }]}
        />
        <Button
          onClick={() => {
            onChange({})
            onClose()
          }}
        >
          {t('filter.clear')}
        </Button>
      </div>
      <SaveView
        listId={listId}
        query={query}
        onSaved={() => {
          // What was saved with the view narrows it from now on, and is no longer laid over it.
          if (listId.kind === 'saved') onChange({})
          onClose()
        }}
      />
    </Panel>
  )
}

function SaveView({ listId, query, onSaved }: { listId: ListId; query: RowQuery | null; onSaved: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { run, busy } = useRun()
  const saved = listId.kind === 'saved' ? client.getQueryData<{ views: SavedView[] }>(keys.views)?.views.find((view) => view.id === listId.viewId) : undefined
  const [name, setName] = useState(saved?.name ?? '')
  const [deleting, setDeleting] = useState(false)
  if (!query) return null

  const save = (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), query: { view: 'all' as const, status: 'open' as const, limit: 50, ...query } }
    void run(async () => {
      const view = saved ? await updateView(saved.id, body) : await createView(body)
      await client.invalidateQueries({ queryKey: keys.views })
      onSaved()
      void navigate({ to: '/inbox/$list', params: { list: `view-${view.id}` } })
    }, t('views.saved'))
  }
  const remove = () =>
    run(async () => {
      if (!saved) return
      await deleteView(asSavedViewId(saved.id))
      onSaved()
      await navigate({ to: '/inbox/$list', params: { list: 'all' } })
      await client.invalidateQueries({ queryKey: keys.views })
    }, t('views.deleted'))

  if (saved && deleting)
    return (
      <div className="foot">
        <ConfirmDelete
          what={t('views.deleteWhat', { name: saved.name })}
          label={t('views.delete')}
          busy={busy}
          onDelete={() => void remove()}
          onKeep={() => setDeleting(false)}
        />
      </div>
    )
  return (
    <form className="stack foot" onSubmit={save}>
      <Field label={t('views.name')} value={name} onChange={setName} maxLength={60} required />
      <div className="actions">
        {saved && (
          <Button look="danger" onClick={() => setDeleting(true)}>
            {t('views.delete')}
          </Button>
        )}
        <Button type="submit" busy={busy} disabled={!name.trim()}>
          {t(saved ? 'views.update' : 'views.save')}
        </Button>
      </div>
    </form>
  )
}
