import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import { iconClock, iconDone, iconPlus } from '@yingda/ui/icons.ts'
import { useMay } from '../../app/me.ts'
import { Button } from '../../app/ui/Button.tsx'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { IncidentCard } from './IncidentCard.tsx'
import { OpenDialog } from './OpenDialog.tsx'
import { isLasting, isOver, useIncidents } from './use-incidents.ts'

/** What is disturbed, what is planned, and what was: leads tell customers of it here. */
export default function IncidentsPage() {
  const { t } = useTranslation()
  const may = useMay('incident.manage')
  const read = useIncidents()
  const [opening, setOpening] = useState<'incident' | 'planned' | null>(null)
  const all = read.data?.incidents ?? []
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{t('incident.title')}</h1>
        <span className="sp" />
        <a className="btn link" href="/status" target="_blank" rel="noreferrer">
          {t('incident.page')}
        </a>
        {may && (
          <>
            <Button icon={iconClock} onClick={() => setOpening('planned')}>
              {t('incident.plan')}
            </Button>
            <Button icon={iconPlus} onClick={() => setOpening('incident')}>
              {t('incident.open')}
            </Button>
          </>
        )}
      </div>
      <div className="scroll incidents">
        {read.isPending && <Skeleton kind="rows" />}
        {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
        {read.data && (
          <>
            <Section id="now" incidents={all.filter(isLasting)} />
            <Section id="planned" incidents={all.filter((one) => !isOver(one) && !isLasting(one))} />
            <Section id="past" incidents={all.filter(isOver)} />
          </>
        )}
      </div>
      {opening && read.data && <OpenDialog kind={opening} components={read.data.components} onClose={() => setOpening(null)} />}
    </main>
  )
}

function Section({ id, incidents }: { id: 'now' | 'planned' | 'past'; incidents: readonly IncidentView[] }) {
  const { t } = useTranslation()
  if (incidents.length === 0 && id === 'planned') return null
  return (
    <section aria-labelledby={`incidents-${id}`}>
      <h2 id={`incidents-${id}`}>{t(`incident.section.${id}`)}</h2>
      {incidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} />
      ))}
      {incidents.length === 0 && id === 'now' && <EmptyState icon={iconDone} title={t('incident.none')} next={t('incident.noneNext')} />}
      {incidents.length === 0 && id === 'past' && <p className="quiet">{t('incident.nonePast')}</p>}
    </section>
  )
}
