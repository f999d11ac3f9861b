import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The server serves `dist` under /console/; in development its own port answers /api and /ws. */
const server = process.env['YINGDA_SERVER'] ?? 'http://127.0.0.1:4600'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react()],
  // A data: URL would need its own word in the content security policy.
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: server }, '/ws': { target: server, ws: true } },
  },
})
