/** For this package's tests: one simulator with known secrets and a clock that stands still. */
import { YUNHE } from './brand.ts'
import type { Simulator, SimulatorTerms } from './start.ts'
import { startSimulator } from './start.ts'

export const NOW = new Date('2026-11-20T06:32:00.000Z')
export const SECRETS = { connectorSecret: 'connector-'.repeat(4), identitySecret: 'identity-'.repeat(4), webhookSecret: 'webhook-'.repeat(4) }

export const aSimulator = (terms: Partial<SimulatorTerms> = {}): Promise<Simulator> =>
  startSimulator({ host: '127.0.0.1', port: 0, deskUrl: 'http://127.0.0.1:4600', ...SECRETS, brand: YUNHE, now: () => NOW, faults: true, ...terms })

export const callHeaders = (more: Record<string, string> = {}): Record<string, string> => ({
  authorization: `Bearer ${SECRETS.connectorSecret}`,
  'x-yingda-actor': 'bot:xiaohe',
  'x-yingda-reason': 'answer',
  'x-correlation-id': '01976f3e-7d2e-7c3e-8a57-1f2b3c4d5e6f',
  ...more,
})
