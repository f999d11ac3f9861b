import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { PressingRow, WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useMe } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { useSync } from '../../app/sync/use-sync.ts'
import { Button } from '../../app/ui/Button.tsx'
import { useRun } from '../../app/use-run.ts'
import { assign } from '../conversation/conversation-api.ts'
import { PromiseBar } from './PromiseBar.tsx'

type PressingLineProps = { row: PressingRow; team: WallboardTeam | undefined /** Somebody is being chosen for it. */; isMoving: boolean; onMove: () => void }

export function PressingLine({ row, team, isMoving, onMove }: PressingLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const name = row.customer.name ?? t('customer.visitor')
  const teamName = team && (language === 'en' ? team.nameEn : team.nameZh)
  return (
    <tr className={isMoving ? 'on' : undefined}>
      <th scope="row">
        <Link to="/inbox/$list/$conversationId" params={{ list: 'all', conversationId: row.id }}>
          {name}
        </Link>
        <small>{row.reference}</small>
      </th>
      <td className="l">
        <span className="cut">{row.title ?? t(`question.${row.questionType}`)}</span>
        <small>{teamName}</small>
      </td>
      <td className="l">
        <span className="cut">
          {row.assignee?.name ?? (row.offeredTo === null ? t('wallboard.pressing.inLine') : t('wallboard.pressing.asked', { name: row.offeredTo }))}
        </span>
      </td>
      <td className="l">
        <PromiseBar promise={row.promise} />
        <small>{t(`promise.${row.promise.kind}`)}</small>
      </td>
      <td>
        <Acts row={row} name={name} onMove={onMove} />
      </td>
    </tr>
  )
}

function Acts({ row, name, onMove }: { row: PressingRow; name: string; onMove: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { changed } = useSync()
  const { run, busy } = useRun()
  const stepIn = async () => {
    const accepted = await run(() => assign(row.id, { agentId: me.id }), t('done.taken'))
    void client.invalidateQueries({ queryKey: keys.wallboard })
    if (!accepted) return
    changed(row.id)
    void client.invalidateQueries({ queryKey: keys.me })
    await navigate({ to: '/inbox/$list/$conversationId', params: { list: 'desk', conversationId: row.id } })
  }
  const isMine = row.assignee?.id === me.id
  const named = { name, reference: row.reference }
  return (
    <span className="does">
      {isMine && <small>{t('wallboard.pressing.mine')}</small>}
      {!isMine && me.permissions.includes('conversation.take') && (
        <Button busy={busy} onClick={() => void stepIn()} aria-label={t('wallboard.pressing.stepInFor', named)}>
          {t('wallboard.pressing.stepIn')}
        </Button>
      )}
      {me.permissions.includes('conversation.transfer') && (
        <Button onClick={onMove} aria-label={t('wallboard.pressing.reassignFor', named)}>
          {t('wallboard.pressing.reassign')}
        </Button>
      )}
    </span>
  )
}
