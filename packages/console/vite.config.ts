import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server serves `dist` under /console/; in development its own port answers /api and /ws. */
const server = process.env['YINGDA_SERVER'] ?? 'http://127.0.0.1:4600'
/** It answers to its own names and their pages only, of which the development server is none. */
const asked = { changeOrigin: true, headers: { origin: server } }

const FIRST_VENDORS = /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|@tanstack|use-sync-external-store)\//
const FIRST_OWN =
  /packages\/(ui\/src|console\/src\/app\/(http|sync|keys|i18n|ui\/(?!Dialog|Field|TextField|SelectField|CheckField)|[a-z-]+\.ts)|console\/src\/features\/conversation\/(list\/|use-|conversation-api))/

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  // A data: URL would need its own word in the content security policy.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every page needs anyway goes together: a few files to fetch first instead of forty.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: FIRST_VENDORS, priority: 2 },
            { name: 'base', test: FIRST_OWN, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: server, ...asked }, '/ws': { target: server, ws: true, ...asked } },
  },
})
