/** WebAuthn ceremonies: the options a browser is given, and judging what it answers. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import * as z from 'zod'
import type { CommandContext } from '../../../platform/command.ts'
import { lockPasskey, markPasskeyUsed, type PasskeyRow } from '../store/passkeys.ts'
import type { StaffRow } from '../store/staff.ts'
import type { RelyingParty } from './relying-party.ts'

/** EdDSA, ES256, RS256: what authenticators in use can do. */
const ALGORITHMS = [-8, -7, -257]

/** Just what is read here; the library parses and checks the rest. */
const Answer = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ userHandle: z.string().max(200).nullish() }),
})

/** The credential an answer claims to come from; null when it is no answer at all. */
export const credentialOf = (response: unknown): string | null => Answer.safeParse(response).data?.id ?? null

/** Whose the device says its passkey is: the handle it was given at registration. A passkey it found by itself names one. */
export function userOf(response: unknown): string | null {
  const handle = Answer.safeParse(response).data?.response.userHandle
  return handle == null ? null : Buffer.from(handle, 'base64url').toString()
}

export async function registrationOptions(rp: RelyingParty, staff: StaffRow, known: readonly PasskeyRow[]) {
  return generateRegistrationOptions({
    rpName: rp.name,
    rpID: rp.id,
    userName: staff.email,
    userDisplayName: staff.name,
    userID: new Uint8Array(Buffer.from(staff.id)),
    attestationType: 'none',
    excludeCredentials: known.map((passkey) => ({ id: passkey.credential_id, transports: passkey.transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
}

export async function authenticationOptions(rp: RelyingParty, known: readonly PasskeyRow[]) {
  return generateAuthenticationOptions({
    rpID: rp.id,
    allowCredentials: known.map((passkey) => ({ id: passkey.credential_id, transports: passkey.transports })),
    userVerification: 'preferred',
  })
}

/** For whoever comes: the browser offers the passkeys it knows for this desk, and the device verifies the person. */
export const discoverableOptions = (rp: RelyingParty) => generateAuthenticationOptions({ rpID: rp.id, userVerification: 'required' })

export type NewPasskey = Pick<PasskeyRow, 'credential_id' | 'public_key' | 'counter' | 'transports'>

/** The new passkey, or null when the browser's answer does not hold. */
export async function judgeRegistration(rp: RelyingParty, challenge: string, response: unknown): Promise<NewPasskey | null> {
  if (!Answer.safeParse(response).success) return null
  const result = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON, // its border is the library, which throws at any other shape
    expectedChallenge: challenge,
    expectedOrigin: rp.origins,
    expectedRPID: rp.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null)
  if (result === null || !result.verified) return null
  const { id, publicKey, counter, transports } = result.registrationInfo.credential
  return { credential_id: id, public_key: Buffer.from(publicKey), counter, transports: transports ?? [] }
}

/**
 * Whether this answer was signed by one of the person's passkeys. Locks the passkey and moves its counter, so that a
 * copied one shows. Where it follows a password or a session, presence is enough and verification is welcome; where it
 * stands alone (`verified`), the device must have verified the person.
 */
export async function isPasskeyRight(
  ctx: CommandContext,
  rp: RelyingParty,
  proof: { staff: StaffRow; challenge: string; response: unknown; verified?: boolean },
): Promise<boolean> {
  const answer = Answer.safeParse(proof.response)
  if (!answer.success) return false
  const passkey = await lockPasskey(ctx, proof.staff.id, answer.data.id)
  if (passkey === undefined) return false
  const result = await verifyAuthenticationResponse({
    response: proof.response as AuthenticationResponseJSON, // as above
    expectedChallenge: proof.challenge,
    expectedOrigin: rp.origins,
    expectedRPID: rp.id,
    requireUserVerification: proof.verified ?? false,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch(() => null)
  if (result === null || !result.verified) return false
  await markPasskeyUsed(ctx, passkey.id, result.authenticationInfo.newCounter)
  return true
}
