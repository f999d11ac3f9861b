import { useQuery } from '@tanstack/react-query'
import type { IncidentView } from '@yingda/protocol/http/incident.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useMay } from '../../app/me.ts'
import { keys } from '../../app/query-keys.ts'
import { getIncidents } from './incident-api.ts'

/** An incident is opened by somebody else, in another window. */
const LOOK_EVERY_MS = 15_000

export const useIncidents = () =>
  useQuery({ queryKey: keys.incidents, queryFn: ({ signal }) => getIncidents(signal), refetchInterval: LOOK_EVERY_MS, enabled: useMay('incident.read') })

export const isOver = ({ endedAt }: IncidentView): boolean => endedAt !== null
/** It disturbs just now; what is only planned does not. */
export const isLasting = (incident: IncidentView): boolean => !isOver(incident) && incident.state !== 'scheduled'

export function useTitle(): (incident: Pick<IncidentView, 'titleZh' | 'titleEn'>) => string {
  const language = useLanguage()
  return ({ titleZh, titleEn }) => (language === 'en' ? titleEn : titleZh)
}
