import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import {
  finishPasskeyRegistration,
  finishPasskeySignIn,
  finishPasskeyStepUp,
  startPasskeyRegistration,
  startPasskeySignIn,
  startPasskeyStepUp,
} from './session-api.ts'

// The ceremony's options and answers are opaque JSON to our contract; the library defines their shape on both sides.
const toServer = (response: object): { response: Record<string, unknown> } => ({ response: response as Record<string, unknown> })

export async function signInWithPasskey(): Promise<void> {
  const { options } = await startPasskeySignIn()
  await finishPasskeySignIn(toServer(await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON })))
}

export async function stepUpWithPasskey(): Promise<void> {
  const { options } = await startPasskeyStepUp()
  await finishPasskeyStepUp(toServer(await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON })))
}

export async function registerPasskey(): Promise<void> {
  const { options } = await startPasskeyRegistration()
  await finishPasskeyRegistration(toServer(await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON })))
}

/** The person closed the browser's own dialog, or it ran out: not worth words. */
export const wasCancelled = (error: unknown): boolean => error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')
