import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WallboardTeam } from '@yingda/protocol/http/wallboard.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { getCalendars } from '../admin/hours/hours-api.ts'
import { TodayHoursForm } from './TodayHoursForm.tsx'

type TodayHoursDialogProps = { team: WallboardTeam; onClose: () => void }

/** Close a team for today, or give today other hours. */
export function TodayHoursDialog({ team, onClose }: TodayHoursDialogProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = useQuery({ queryKey: keys.calendars, queryFn: ({ signal }) => getCalendars(signal), staleTime: 0 })
  return (
    <Dialog title={t('wallboard.hours.title', { team: language === 'en' ? team.nameEn : team.nameZh })} onClose={onClose}>
      {read.isPending && <Skeleton kind="panel" count={4} />}
      {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && !read.isFetching && <TodayHoursForm team={team} all={read.data} onClose={onClose} />}
    </Dialog>
  )
}
