import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { iconLaptop } from '@yingda/ui/icons.ts'
import { deviceText } from '../../app/device-text.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { useRun } from '../../app/use-run.ts'
import { endSession, getSessions } from '../identity/session-api.ts'

/** Where one is signed in; any of them can be ended. */
export function SessionSettings() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const when = useWhenText()
  const { run, busy } = useRun()
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: ({ signal }) => getSessions(signal), staleTime: 0 })
  const end = (id: string) =>
    void run(async () => {
      await endSession(id)
      await client.invalidateQueries({ queryKey: keys.sessions })
    }, t('sessions.ended'))
  return (
    <section className="setting">
      <h2>{t('sessions.title')}</h2>
      {sessions.isPending && <Skeleton kind="panel" count={3} />}
      {sessions.isError && !sessions.data && <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data?.sessions.map(({ id, current, lastSeenAt, address, userAgent }) => (
        <div key={id} className="factor">
          <Icon of={iconLaptop} />
          <span title={userAgent}>
            {deviceText(userAgent, t('common.comma'))}
            <small>{[address, current ? t('sessions.current') : t('sessions.lastSeen', { when: when(lastSeenAt) })].join(t('common.comma'))}</small>
          </span>
          {!current && (
            <Button busy={busy} onClick={() => end(id)}>
              {t('sessions.end')}
            </Button>
          )}
        </div>
      ))}
    </section>
  )
}
