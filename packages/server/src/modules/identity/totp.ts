import { generateSecret, generateURI, verifySync } from 'otplib'

const ISSUER = 'Yingda'
/** One step of 30 seconds to either side: clocks differ. */
const TOLERANCE_SECONDS = 30

export function newTotpSecret(email: string): { secret: string; uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: ISSUER, label: email, secret }) }
}

/**
 * The time step this code belongs to, or null when it is wrong or was used before.
 *
 * @param lastStep the step of the last code used: it and all before it are spent
 */
export function stepOfCode(secret: string, code: string, { now, lastStep }: { now: Date; lastStep: number | null }): number | null {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: TOLERANCE_SECONDS })
  if (!result.valid || !('timeStep' in result)) return null
  return lastStep !== null && result.timeStep <= lastStep ? null : result.timeStep
}
