import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CannedReply, CannedReplyBody } from '@yingda/protocol/http/staff.ts'
import { asTeamId } from '../../app/ids.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { ConfirmDelete } from '../../app/ui/ConfirmDelete.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { SelectField } from '../../app/ui/SelectField.tsx'
import { TextField } from '../../app/ui/TextField.tsx'
import { useRun } from '../../app/use-run.ts'
import { CANNED_VARIABLES, unknownVariables } from '../conversation/composer/canned-variables.ts'
import { createCannedReply, deleteCannedReply, updateCannedReply } from './admin-api.ts'

type CannedReplyDialogProps = { reply: CannedReply | null; teams: readonly { id: string; name: string }[]; onClose: () => void }
const bodyOf = ({ id: _id, ...body }: CannedReply): CannedReplyBody => body
const SHORTCUT = /^[\p{L}\p{N}_-]{1,30}$/u

export function CannedReplyDialog({ reply, teams, onClose }: CannedReplyDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { run, busy } = useRun()
  const [deleting, setDeleting] = useState(false)
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '')
  const [title, setTitle] = useState(reply?.title ?? '')
  const [textZh, setTextZh] = useState(reply?.textZh ?? '')
  const [textEn, setTextEn] = useState(reply?.textEn ?? '')
  const [teamId, setTeamId] = useState<string>(reply?.teamId ?? '')
  const unknown = unknownVariables(`${textZh} ${textEn}`)
  const fits = SHORTCUT.test(shortcut)
  const isTeamGone = (id: string): boolean => id !== '' && !teams.some((team) => team.id === id)
  const gone = reply?.teamId && isTeamGone(reply.teamId) ? [{ value: reply.teamId, label: t('replies.teamGone') }] : []
  const closing = (accepted: boolean) => {
    void client.invalidateQueries({ queryKey: keys.cannedReplies })
    if (accepted) onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { shortcut, title: title.trim(), textZh: textZh.trim(), textEn: textEn.trim(), teamId: teamId ? asTeamId(teamId) : null }
    void run(() => (reply ? updateCannedReply(reply.id, { ...body, was: bodyOf(reply) }) : createCannedReply(body)), t('replies.saved')).then(closing)
  }
  if (reply && deleting)
    return (
      <Dialog title={t('replies.deleteTitle', { shortcut: reply.shortcut })} onClose={onClose}>
        <ConfirmDelete
          what={t('replies.deleteWhat')}
          label={t('replies.delete')}
          busy={busy}
          onDelete={() => void run(() => deleteCannedReply(reply.id), t('replies.deleted')).then(closing)}
          onKeep={() => setDeleting(false)}
        />
      </Dialog>
    )
  return (
    <Dialog title={reply ? `/${reply.shortcut}` : t('replies.add')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field
          label={t('replies.shortcut')}
          hint={t('replies.shortcutHint')}
          value={shortcut}
          onChange={setShortcut}
          maxLength={30}
          error={shortcut && !fits ? t('replies.shortcutWrong') : null}
          required
          autoFocus
        />
        <Field label={t('replies.name')} value={title} onChange={setTitle} maxLength={120} required />
        <TextField label={t('replies.textZh')} value={textZh} onChange={setTextZh} rows={4} maxLength={4000} lang="zh-CN" />
        <TextField label={t('replies.textEn')} value={textEn} onChange={setTextEn} rows={4} maxLength={4000} lang="en" />
        <p className="quiet">
          {t('replies.variables')}{' '}
          {CANNED_VARIABLES.map((name) => (
            <code key={name}>{`{{${name}}} `}</code>
          ))}
        </p>
        {unknown.length > 0 && (
          <p className="rd" role="alert">
            {t('replies.unknown', { names: unknown.join(', ') })}
          </p>
        )}
        <SelectField
          label={t('replies.team')}
          value={teamId}
          onChange={setTeamId}
          hint={isTeamGone(teamId) ? t('replies.teamGoneHint') : ''}
          options={[...gone, { value: '', label: t('replies.everyone') }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <div className="actions">
          {reply && (
            <Button look="danger" busy={busy} onClick={() => setDeleting(true)}>
              {t('replies.delete')}
            </Button>
          )}
          <span className="sp" />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={busy}
            disabled={!fits || !title.trim() || (!textZh.trim() && !textEn.trim()) || unknown.length > 0 || isTeamGone(teamId)}
          >
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
