import type { Role } from '@yingda/protocol/permissions.ts'

/** Lead and above hold what an agent cannot reach; a password alone is not enough for it. */
export const needsSecondFactor = (role: Role): boolean => role !== 'agent'

/** Signed in, yet nothing but setting up a second factor is allowed. A demo person has nothing to set up. */
export function isSetupRequired(staff: { role: Role; demo: boolean; hasTotp: boolean; passkeys: number }): boolean {
  return needsSecondFactor(staff.role) && !staff.demo && !staff.hasTotp && staff.passkeys === 0
}
