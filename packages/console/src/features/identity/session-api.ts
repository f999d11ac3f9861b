import type {
  BackupCodes,
  Brand,
  DemoSignIns,
  Me,
  PasskeyList,
  PasskeyOptions,
  PasskeyResponse,
  SessionList,
  SignInStep,
  StepUpBody,
  TotpSetup,
  AcceptInvitationBody,
} from '@yingda/protocol/http/staff-session.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type * as z from 'zod'
import { request } from '../../app/http/request.ts'

const SIGNING_IN = { endsSession: false }
/** The password was right, and more is to be proved. */
export type SecondStep = Extract<SignInStep, { step: 'second_factor' }>

type Options = z.infer<typeof PasskeyOptions>
type Response = z.infer<typeof PasskeyResponse>

export const getMe = (signal?: AbortSignal): Promise<Me> => request('GET', '/session', undefined, { signal, ...SIGNING_IN })
export const signInWithPassword = (email: string, password: string): Promise<SignInStep> =>
  request('POST', '/session/password', { email, password }, SIGNING_IN)
export const signInWithTotp = (code: string): Promise<unknown> => request('POST', '/session/totp', { code }, SIGNING_IN)
export const signInWithBackupCode = (code: string): Promise<unknown> => request('POST', '/session/backup-code', { code }, SIGNING_IN)
/** With a passkey alone, before anybody is known. */
export const startPasskeyAlone = (): Promise<Options> => request('POST', '/session/sign-in/passkey/start', {}, SIGNING_IN)
export const finishPasskeyAlone = (body: Response): Promise<unknown> => request('POST', '/session/sign-in/passkey/finish', body, SIGNING_IN)
export const startPasskeySignIn = (): Promise<Options> => request('POST', '/session/passkey/start', {}, SIGNING_IN)
export const finishPasskeySignIn = (body: Response): Promise<unknown> => request('POST', '/session/passkey/finish', body, SIGNING_IN)
export const getBrand = (signal?: AbortSignal): Promise<Brand> => request('GET', '/session/brand', undefined, { signal, ...SIGNING_IN })
export const getDemoPeople = (signal?: AbortSignal): Promise<DemoSignIns> => request('GET', '/session/demo', undefined, { signal, ...SIGNING_IN })
export const signInToDemo = (email: string): Promise<unknown> => request('POST', '/session/demo', { email }, SIGNING_IN)
export const acceptInvitation = (body: AcceptInvitationBody): Promise<unknown> => request('POST', '/session/invitation', body, SIGNING_IN)
export const signOut = (): Promise<unknown> => request('POST', '/session/sign-out', {}, SIGNING_IN)

export const setUpTotp = (): Promise<TotpSetup> => request('POST', '/session/totp/setup', {})
export const confirmTotp = (code: string): Promise<unknown> => request('POST', '/session/totp/confirm', { code })
/** Ten new ones, readable this once; those before are void. */
export const renewBackupCodes = (): Promise<BackupCodes> => request('POST', '/session/backup-codes', {})
export const startPasskeyRegistration = (): Promise<Options> => request('POST', '/session/passkey/register/start', {})
export const finishPasskeyRegistration = (body: Response): Promise<unknown> => request('POST', '/session/passkey/register/finish', body)

export const stepUp = (body: StepUpBody): Promise<unknown> => request('POST', '/session/step-up', body, SIGNING_IN)
export const startPasskeyStepUp = (): Promise<Options> => request('POST', '/session/step-up/passkey/start', {}, SIGNING_IN)
export const finishPasskeyStepUp = (body: Response): Promise<unknown> => request('POST', '/session/step-up/passkey/finish', body, SIGNING_IN)

export const changePassword = (password: string): Promise<unknown> => request('PUT', '/session/password', { password })
export const removeTotp = (): Promise<unknown> => request('DELETE', '/session/totp')
export const getPasskeys = (signal?: AbortSignal): Promise<z.infer<typeof PasskeyList>> => request('GET', '/session/passkeys', undefined, { signal })
export const removePasskey = (id: string): Promise<unknown> => request('DELETE', `/session/passkeys/${id}`)

export const getSessions = (signal?: AbortSignal): Promise<SessionList> => request('GET', '/session/sessions', undefined, { signal })
export const endSession = (id: string): Promise<unknown> => request('DELETE', `/session/sessions/${id}`)
export const setLanguage = (language: Language): Promise<unknown> => request('PUT', '/session/language', { language })
export const setAvailability = (available: boolean): Promise<unknown> => request('PUT', '/session/availability', { available })
