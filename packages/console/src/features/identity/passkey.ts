import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import {
  finishPasskeyAlone,
  finishPasskeyRegistration,
  finishPasskeySignIn,
  finishPasskeyStepUp,
  startPasskeyAlone,
  startPasskeyRegistration,
  startPasskeySignIn,
  startPasskeyStepUp,
} from './session-api.ts'

// The ceremony's options and answers are opaque JSON to our contract; the library defines their shape on both sides.
const toServer = (response: object): { response: Record<string, unknown> } => ({ response: response as Record<string, unknown> })

/** The browser offers what passkeys it knows for this desk; whoever it is, the device has verified him. */
export async function signInWithPasskeyAlone(): Promise<void> {
  const { options } = await startPasskeyAlone()
  await finishPasskeyAlone(toServer(await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON })))
}

/** @param onAsked the browser asks for the passkey now, and gives up after so many milliseconds */
export async function signInWithPasskey(onAsked: (withinMs: number) => void): Promise<void> {
  const { options } = await startPasskeySignIn()
  onAsked(typeof options['timeout'] === 'number' ? options['timeout'] : 0)
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

/** The page was opened by another name than the one passkeys are bound to. */
export const isWrongAddress = (error: unknown): boolean => error instanceof Error && error.name === 'SecurityError'

/** The person closed the browser's own dialog, or it ran out: not worth words. */
export const wasCancelled = (error: unknown): boolean => error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')
