import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app/styles/layers.css'
import './app/styles/base.css'
import './app/styles/shell.css'
import './app/styles/list.css'
import './app/styles/thread.css'
import './app/styles/context.css'
import './app/styles/forms.css'
import './app/styles/hours.css'
import './app/styles/watch.css'
import './app/styles/wallboard.css'
import './app/styles/incidents.css'
import './app/styles/offers.css'
import { App } from './app/App.tsx'
import { firstLanguage, startI18n } from './app/i18n/i18n.ts'
import { preferences } from './app/preferences.ts'
import { reloadForNewVersion } from './app/stale-version.ts'
import { browserStorage } from './app/storage.ts'
import { applyTheme } from './app/theme.ts'

applyTheme(preferences.current())
preferences.listen(() => applyTheme(preferences.current()))

window.addEventListener('vite:preloadError', () => reloadForNewVersion(browserStorage(), () => window.location.reload()))

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
await startI18n(firstLanguage())
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
