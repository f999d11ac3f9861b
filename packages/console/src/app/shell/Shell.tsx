import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskWatch } from '../../features/conversation/list/use-desk-watch.ts'
import { IncidentBanner } from '../../features/incident/IncidentBanner.tsx'
import { MissedBanner } from '../../features/watch/MissedBanner.tsx'
import { AwayBanner } from '../../features/offer/AwayBanner.tsx'
import { OfferCards } from '../../features/offer/OfferCards.tsx'
import { useShortcut, useShortcutListener } from '../keys/use-shortcut.ts'
import { CommandsComing } from './CommandsComing.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { ViewsColumn } from './ViewsColumn.tsx'

const CommandBar = lazy(() => import('./CommandBar.tsx'))
const KeyList = lazy(() => import('./KeyList.tsx'))
type Over = 'commands' | 'keys' | null

/** The frame around every page: views on the left, what floats on top, the keys. */
export function Shell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [over, setOver] = useState<Over>(null)
  const [typed, setTyped] = useState('')
  const openCommands = () => {
    setTyped('')
    setOver('commands')
  }
  const close = () => setOver(null)

  useShortcutListener()
  useDeskWatch()
  useShortcut('commands', over === 'commands' ? close : openCommands)
  useShortcut('keys', () => setOver('keys'))
  useShortcut('search', () => void navigate({ to: '/inbox/$list', params: { list: 'search' } }), true, 'fallback')
  const go = (list: string) => () => void navigate({ to: '/inbox/$list', params: { list } })
  useShortcut('go_desk', go('desk'))
  useShortcut('go_waiting', go('waiting'))
  useShortcut('go_mentions', go('mentions'))
  useShortcut('go_snoozed', go('snoozed'))
  useShortcut('go_all', go('all'))

  return (
    <div className="app">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <ViewsColumn onCommands={openCommands} onKeys={() => setOver('keys')} />
      <div className="page" id="content" tabIndex={-1}>
        <ConnectionBanner />
        <IncidentBanner />
        <MissedBanner />
        <AwayBanner />
        <Outlet />
      </div>
      <OfferCards />
      <Suspense fallback={over === 'commands' && <CommandsComing text={typed} onText={setTyped} onClose={close} />}>
        {over === 'commands' && <CommandBar typed={typed} onClose={close} onKeys={() => setOver('keys')} />}
        {over === 'keys' && <KeyList onClose={close} />}
      </Suspense>
    </div>
  )
}
