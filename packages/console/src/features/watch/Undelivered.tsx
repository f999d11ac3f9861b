import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconDone } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { byConversation, type UndeliveredConversation } from './by-conversation.ts'
import { SettleDialog } from './SettleDialog.tsx'
import { UndeliveredLine } from './UndeliveredLine.tsx'
import { getUndelivered } from './watch-api.ts'

/** Answers arrive, or fail to, while no list changes. */
const LOOK_EVERY_MS = 15_000

/** Answers that reached the customer on no channel: there until each has arrived or somebody has decided. */
export function Undelivered() {
  const { t } = useTranslation()
  const [settling, setSettling] = useState<UndeliveredConversation | null>(null)
  const read = useInfiniteQuery({
    queryKey: keys.undelivered,
    queryFn: ({ pageParam, signal }) => getUndelivered(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: LOOK_EVERY_MS,
  })
  const answers = read.data?.pages.flatMap((page) => page.answers)
  const hasMail = read.data?.pages[0]?.mailIsSetUp ?? false
  const beyondReach = read.data?.pages[0]?.beyondReach ?? 0
  return (
    <section className="watchpart" aria-labelledby="undelivered">
      <h2 id="undelivered">{t('undelivered.title')}</h2>
      {read.isPending && <Skeleton kind="rows" />}
      {!read.isPending && !answers && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {answers?.length === 0 && beyondReach === 0 && <EmptyState icon={iconDone} title={t('undelivered.none')} next={t('undelivered.noneNext')} />}
      {answers && answers.length > 0 && (
        <ul className="alarms undelivered">
          {byConversation(answers).map((one) => (
            <UndeliveredLine key={one.first.conversationId} undelivered={one} hasMail={hasMail} onSettle={() => setSettling(one)} />
          ))}
        </ul>
      )}
      {read.hasNextPage && (
        <Button className="more" busy={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
      {beyondReach > 0 && <p className="quiet">{t(answers?.length === 0 ? 'undelivered.noneHere' : 'undelivered.beyondReach', { count: beyondReach })}</p>}
      {read.data && !hasMail && <p className="quiet">{t('undelivered.noMail')}</p>}
      {settling && <SettleDialog undelivered={settling} onClose={() => setSettling(null)} />}
    </section>
  )
}
