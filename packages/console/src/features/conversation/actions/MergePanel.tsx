import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { keys } from '../../../app/query-keys.ts'
import { asConversationId } from '../../../app/ids.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { Failure } from '../../../app/ui/Failure.tsx'
import { Panel } from '../../../app/ui/Panel.tsx'
import { Skeleton } from '../../../app/ui/Skeleton.tsx'
import { When } from '../../../app/ui/When.tsx'
import { getCustomer } from '../../customer/customer-api.ts'
import { merge } from '../conversation-api.ts'
import { useConversationTitle } from '../use-conversation-title.ts'
import { mergeTargets } from './merge-targets.ts'
import { usePanelCommand } from './use-panel-command.ts'

type MergePanelProps = { row: ConversationRow; onClose: () => void }

/** Into another conversation of the same customer; what is said from then on is said there. */
export function MergePanel({ row, onClose }: MergePanelProps) {
  const { t } = useTranslation()
  const titleOf = useConversationTitle()
  const navigate = useNavigate()
  const { list } = useParams({ from: '/inbox/$list' })
  const [target, setTarget] = useState('')
  const { submit, busy } = usePanelCommand(row.id, onClose)
  const customer = useQuery({ queryKey: keys.customer(row.customer.id), queryFn: ({ signal }) => getCustomer(row.customer.id, signal), staleTime: 0 })
  const others = mergeTargets(row, customer.data?.conversations ?? [])
  const hasEnded = customer.data?.conversations.some(({ id, status }) => id !== row.id && status === 'resolved') ?? false
  return (
    <Panel title={t('merge.title')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit(async () => {
            await merge(row.id, { targetId: asConversationId(target) })
            await navigate({ to: '/inbox/$list/$conversationId', params: { list, conversationId: target } })
          }, t('done.merged'))
        }}
      >
        {customer.isPending && <Skeleton kind="panel" count={3} />}
        {customer.isError && !customer.data && <Failure error={customer.error} onRetry={() => void customer.refetch()} />}
        {customer.data && others.length === 0 && <p className="quiet">{t('merge.none')}</p>}
        {others.length > 0 && (
          <fieldset className="choices">
            <legend className="quiet">{t('merge.hint')}</legend>
            {others.map((other) => (
              <label key={other.id} className="choice">
                <input type="radio" name="merge" checked={target === other.id} onChange={() => setTarget(other.id)} />
                <span>{titleOf(other)}</span>
                <small>
                  {other.reference} {t(`status.${other.status}`)} <When at={other.changedAt} />
                </small>
              </label>
            ))}
          </fieldset>
        )}
        {hasEnded && <p className="quiet">{t('merge.ended')}</p>}
        <div className="actions">
          <Button type="submit" look="primary" busy={busy} disabled={!others.some(({ id }) => id === target)}>
            {t('merge.do')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
