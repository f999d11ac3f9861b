import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { isRefused } from '../../app/http/refusal.ts'
import { useShortcut } from '../../app/keys/use-shortcut.ts'
import { keys } from '../../app/query-keys.ts'
import { useFeed, useSync } from '../../app/sync/use-sync.ts'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { ContextColumn } from '../customer/ContextColumn.tsx'
import type { PanelName } from './actions/panel-name.ts'
import { useConversationActions } from './actions/use-conversation-actions.ts'
import { CallBackTask } from './call-back/CallBackTask.tsx'
import { Composer } from './composer/Composer.tsx'
import { useComposer } from './composer/use-composer.ts'
import { getConversation } from './conversation-api.ts'
import { LostConversation } from './LostConversation.tsx'
import { ThreadFacts } from './thread/ThreadFacts.tsx'
import { ThreadHead } from './thread/ThreadHead.tsx'
import { ThreadLog } from './thread/ThreadLog.tsx'

const ActionPanels = lazy(() => import('./actions/ActionPanels.tsx'))

type ConversationProps = { id: string; target: number | null }

/** An open conversation: head and facts, the thread, the composer; beside it the customer and his wallet. */
export function Conversation({ id, target }: ConversationProps) {
  const { t } = useTranslation()
  const detail = useQuery({ queryKey: keys.conversation(id), queryFn: ({ signal }) => getConversation(id, signal) })
  const { socket } = useSync()
  const { feed, snapshot } = useFeed(id)
  const [panel, setPanel] = useState<PanelName | null>(null)
  const [redacting, setRedacting] = useState<StaffEntry | null>(null)
  const [drawer, setDrawer] = useState(false)
  const row = detail.data?.row ?? null
  const composer = useComposer(id, row)
  const actions = useConversationActions(row, setPanel)

  const { from } = snapshot.stream
  useEffect(() => {
    if (target !== null && snapshot.phase === 'ready' && target < from) void feed.loadOlder()
  }, [target, snapshot.phase, from, feed])
  // Transferred out of reach or restricted: what was shown may not be looked at any longer, and nobody is told that we do.
  const isLost = detail.isError && isRefused(detail.error, 'conversation.not_found')
  useEffect(() => {
    if (isLost) socket.viewing(null)
  }, [isLost, socket])
  useShortcut('customer', () => setDrawer((open) => !open))
  useShortcut('back', () => setDrawer(false), drawer)
  useShortcut('reply', () => composer.focus('reply'))
  useShortcut('note', () => composer.focus('note'))

  if (isLost) return <LostConversation />
  if (detail.isError && !detail.data)
    return (
      <main className="col lone">
        <Failure error={detail.error} onRetry={() => void detail.refetch()} />
      </main>
    )
  if (!detail.data || !row)
    return (
      <main className="col lone">
        <Skeleton kind="thread" />
      </main>
    )
  return (
    <div className="conv">
      <main className="col threadcol" aria-label={t('thread.column')}>
        <ThreadHead row={row} actions={actions} panel={panel} onPanel={setPanel} drawer={drawer} onDrawer={() => setDrawer(!drawer)} />
        {/* While it is being loaded, keys are no longer the page's: a name typed at once would be so many commands. */}
        <Suspense fallback={<div role="dialog" hidden />}>
          {(panel || redacting) && (
            <ActionPanels
              detail={detail.data}
              panel={panel}
              redacting={redacting}
              onClose={() => {
                setPanel(null)
                setRedacting(null)
              }}
            />
          )}
        </Suspense>
        <ThreadFacts row={row} />
        {row.callBack && <CallBackTask row={row} callBack={row.callBack} />}
        <ThreadLog row={row} feed={feed} snapshot={snapshot} target={target} onRedact={setRedacting} onTakeBack={composer.takeBack} />
        <Composer detail={detail.data} composer={composer} />
      </main>
      <ContextColumn detail={detail.data} open={drawer} onClose={() => setDrawer(false)} />
    </div>
  )
}
