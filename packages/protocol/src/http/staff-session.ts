/**
 * Staff sign-in under `/api/staff/session`. The session is an opaque HttpOnly cookie `yingda_session`
 * (SameSite=Lax, Secure when PUBLIC_URL is https). Every unsafe staff request must carry the header
 * `x-yingda-csrf` with the value of the readable cookie `yingda_csrf`.
 */
import * as z from 'zod'
import { AwayWhy } from '../availability.ts'
import { StaffId, TeamId } from '../ids.ts'
import { Instant } from '../time.ts'
import { Language } from '../language.ts'
import { Permission, Role } from '../permissions.ts'

/** GET /brand: the operator's name, for whoever stands at the door. */
export const Brand = z.strictObject({ name: z.strictObject({ 'zh-CN': z.string(), en: z.string() }) })
export type Brand = z.infer<typeof Brand>

export const Me = z.strictObject({
  id: StaffId,
  name: z.string(),
  email: z.string(),
  role: Role,
  permissions: z.array(Permission),
  language: Language,
  teams: z.array(z.strictObject({ id: TeamId, name: z.string() })),
  brand: Brand,
  /** The desk's own clock, by which customers are told days and times, e.g. `Asia/Shanghai`; the window's may be another. */
  timeZone: z.string(),
  available: z.boolean(),
  /** Set by somebody else than the person, and why: shown until the person says what holds. */
  awayWhy: AwayWhy.nullable(),
  capacity: z.int(),
  open: z.int(),
  hasTotp: z.boolean(),
  passkeys: z.int(),
  /** How many one-time backup codes are left. */
  backupCodes: z.int(),
  /** Lead and above without a second factor may do nothing else until one is set up. */
  secondFactorSetupRequired: z.boolean(),
  steppedUpUntil: Instant.nullable(),
  sessionExpiresAt: Instant,
})
export type Me = z.infer<typeof Me>

/** POST /password → signed in, or a second factor is asked for (then POST /totp, /passkey/finish or /backup-code). */
export const PasswordBody = z.strictObject({ email: z.string().max(200), password: z.string().max(256) })
export const SignInStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('done') }),
  z.strictObject({
    step: z.literal('second_factor'),
    methods: z.array(z.enum(['totp', 'passkey', 'backup_code'])),
    /** The sign-in before this one; null = there was none since this is kept. */
    lastSignIn: z.strictObject({ at: Instant, userAgent: z.string() }).nullable(),
  }),
])
export type SignInStep = z.infer<typeof SignInStep>
export const TotpBody = z.strictObject({ code: z.string().regex(/^\d{6}$/) })
/** A one-time backup code as it was shown; case, gaps and hyphens do not count. */
export const BackupCodeBody = z.strictObject({ code: z.string().min(1).max(64) })
/**
 * After a wrong proof `auth.wrong_credentials`, `auth.second_factor_wrong` and `auth.passkey_wrong` carry this: how many
 * more may go wrong before a pause (0 = it begins now), and how long that pause will be.
 */
export const WrongProof = z.strictObject({ triesLeft: z.int(), pauseSeconds: z.int() })
export type WrongProof = z.infer<typeof WrongProof>
/**
 * POST /sign-in/passkey/start → WebAuthn options for whoever comes; POST /sign-in/passkey/finish ← the browser's response.
 * A passkey on a device that has verified its person is both factors at once. One ceremony a browser, kept by a cookie.
 *
 * POST /passkey/start → options for the second step; POST /passkey/finish ← the response (both opaque JSON).
 */
export const PasskeyOptions = z.strictObject({ options: z.record(z.string(), z.unknown()) })
export const PasskeyResponse = z.strictObject({ response: z.record(z.string(), z.unknown()) })
/** POST /step-up: prove it is still you; password for agents without a factor, else totp, passkey or a backup code. */
export const StepUpBody = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('password'), password: z.string().max(256) }),
  z.strictObject({ method: z.literal('totp'), code: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ method: z.literal('backup_code'), code: z.string().min(1).max(64) }),
])
export type StepUpBody = z.infer<typeof StepUpBody>
/** POST /totp/setup → secret and otpauth URI; POST /totp/confirm { code } makes it the second factor. */
export const TotpSetup = z.strictObject({ secret: z.string(), uri: z.string() })
export type TotpSetup = z.infer<typeof TotpSetup>
/** POST /backup-codes, after a fresh proof: ten new ones in place of those before, to be read this once. */
export const BackupCodes = z.strictObject({ codes: z.array(z.string()) })
export type BackupCodes = z.infer<typeof BackupCodes>
/** GET /passkeys, DELETE /passkeys/:id, DELETE /totp: taking away needs a step-up; lead and above keep at least one factor. */
export const PasskeyList = z.strictObject({ passkeys: z.array(z.strictObject({ id: z.uuid(), createdAt: Instant, lastUsedAt: Instant.nullable() })) })
export type PasskeyList = z.infer<typeof PasskeyList>
/** GET /sessions, DELETE /sessions/:id */
export const SessionInfo = z.strictObject({
  id: z.uuid(),
  current: z.boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  address: z.string(),
  userAgent: z.string(),
})
export const SessionList = z.strictObject({ sessions: z.array(SessionInfo) })
export type SessionList = z.infer<typeof SessionList>
/** PUT /password: one's own, after a proof not older than five minutes; every other session ends. */
export const ChangePasswordBody = z.strictObject({ password: z.string().min(8).max(256) })
/** PUT /language, PUT /availability */
export const LanguageBody = z.strictObject({ language: Language })
export const AvailabilityBody = z.strictObject({ available: z.boolean() })
/**
 * POST /invitation: a one-time link sets name and password and signs in. The first-admin link (`&first=1` behind the
 * token) belongs to nobody yet, so it needs the `email` as well; with any other link it is ignored.
 */
export const AcceptInvitationBody = z.strictObject({
  token: z.string().max(200),
  name: z.string().min(1).max(80),
  password: z.string().min(8).max(256),
  email: z.email().max(200).optional(),
})
export type AcceptInvitationBody = z.infer<typeof AcceptInvitationBody>
/** GET /demo → the demo's ready-made people, empty unless the demo is loaded. POST /demo { email } signs one in. */
export const DemoSignIns = z.strictObject({ people: z.array(z.strictObject({ email: z.string(), name: z.string(), role: Role, team: z.string().nullable() })) })
export type DemoSignIns = z.infer<typeof DemoSignIns>
export const DemoSignInBody = z.strictObject({ email: z.string().max(200) })
