import { useTranslation } from 'react-i18next'
import { Accounts } from './Accounts.tsx'
import { AlarmsBefore, AlarmsNow } from './AlarmSections.tsx'
import { Undelivered } from './Undelivered.tsx'
import { WaitAccuracy } from './WaitAccuracy.tsx'

/** What is wrong, and whether everybody who asked was answered. For leads. */
export default function WatchPage() {
  const { t } = useTranslation()
  return (
    <main className="col plainpage">
      <div className="hd">
        <h1>{t('watch.title')}</h1>
      </div>
      <div className="scroll">
        <AlarmsNow />
        <Undelivered />
        <Accounts />
        <WaitAccuracy />
        <AlarmsBefore />
      </div>
    </main>
  )
}
