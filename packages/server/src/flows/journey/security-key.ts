/** A security key in software, in the hand of whoever sits at this page. */
import type { Page } from 'playwright-core'

export type SecurityKey = {
  /** Whether he touches it when it is asked for. */
  touch(does: boolean): Promise<void>
}

/** It keeps passkeys, verifies its person, and says yes to everything. */
export async function aSecurityKey(page: Page): Promise<SecurityKey> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
  return {
    async touch(enabled) {
      await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
  }
}
