import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CannedReply } from '@yingda/protocol/http/staff.ts'
import { iconNote } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useMay } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { replyText } from '../conversation/composer/canned-replies.ts'
import { getCannedReplies, getColleagues } from '../conversation/conversation-api.ts'
import { AdminPage } from './AdminPage.tsx'
import { CannedReplyDialog } from './CannedReplyDialog.tsx'

/** What the composer offers behind `/`. */
export default function CannedRepliesPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const mayManage = useMay('canned_reply.manage')
  const [editing, setEditing] = useState<CannedReply | 'new' | null>(null)
  const replies = useQuery({ queryKey: keys.cannedReplies, queryFn: ({ signal }) => getCannedReplies(signal) })
  const teams = useQuery({ queryKey: keys.colleagues, queryFn: ({ signal }) => getColleagues(signal) }).data?.teams
  /** A reply stays with its team also when that is dissolved: then nobody is offered it. */
  const teamName = (id: string | null): string => {
    if (id === null) return t('replies.everyone')
    const team = teams?.find((one) => one.id === id)
    if (team) return language === 'en' ? team.nameEn : team.nameZh
    return teams ? t('replies.teamGone') : ''
  }
  const list = [...(replies.data?.replies ?? [])].sort((a, b) => a.shortcut.localeCompare(b.shortcut))
  return (
    <AdminPage title={t('replies.title')} add={t('replies.add')} permission="canned_reply.manage" onAdd={() => setEditing('new')} read={replies}>
      {list.length > 0 && (
        <table className="grid">
          <thead>
            <tr>
              <th>{t('replies.shortcut')}</th>
              <th>{t('replies.name')}</th>
              <th>{t('replies.text')}</th>
              <th>{t('replies.team')}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((reply) => (
              <tr key={reply.id}>
                <th scope="row">
                  {mayManage ? (
                    <button type="button" className="rowlink" onClick={() => setEditing(reply)}>
                      /{reply.shortcut}
                    </button>
                  ) : (
                    `/${reply.shortcut}`
                  )}
                </th>
                <td>{reply.title}</td>
                <td className="cut">{replyText(reply, language)}</td>
                <td>{teamName(reply.teamId)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {replies.data && list.length === 0 && <EmptyState icon={iconNote} title={t('replies.none')} next={t('replies.noneNext')} />}
      {editing && teams && (
        <CannedReplyDialog
          key={editing === 'new' ? 'new' : editing.id}
          reply={editing === 'new' ? null : editing}
          teams={(teams ?? []).map((team) => ({ id: team.id, name: teamName(team.id) }))}
          onClose={() => setEditing(null)}
        />
      )}
    </AdminPage>
  )
}
