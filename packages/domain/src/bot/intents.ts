/**
 * What customers of a wallet come for. `self` is answered from an article alone, `wallet` also from what the wallet
 * says, `person` is always passed to a colleague; passed on, `urgent` goes ahead of other questions in its line. Where a first answer may be
 * given and a person follows if it did not help, the way stands as `wallet` with `thenPerson`.
 */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'

export type IntentWay = 'self' | 'wallet' | 'person'
export type Intent = { readonly way: IntentWay; readonly urgent: boolean; readonly thenPerson: boolean; readonly questionType: QuestionType }

const kinds = {
  S: { way: 'self', urgent: false, thenPerson: false },
  B: { way: 'wallet', urgent: false, thenPerson: false },
  'B!': { way: 'wallet', urgent: true, thenPerson: false },
  'B>H': { way: 'wallet', urgent: false, thenPerson: true },
  'B>H!': { way: 'wallet', urgent: true, thenPerson: true },
  H: { way: 'person', urgent: false, thenPerson: false },
  'H!': { way: 'person', urgent: true, thenPerson: false },
} as const satisfies Record<string, Omit<Intent, 'questionType'>>

const BY_QUESTION_TYPE = {
  access: {
    forgot_login_password: 'S',
    reset_link_expired: 'S',
    forgot_payment_pin: 'S',
    pin_locked: 'B',
    otp_not_received: 'B',
    lost_phone_number: 'H',
    new_device_login: 'B',
    biometric_fail: 'S',
  },
  security: {
    account_stolen: 'H!',
    unknown_transaction: 'B>H!',
    report_phishing: 'B',
    scam_victim: 'H!',
    suspicious_agent: 'H!',
    lock_account: 'B!',
    lost_device_or_card: 'B!',
    enable_2fa: 'S',
    alert_settings: 'S',
    security_advice: 'S',
  },
  payment: {
    payment_failed: 'B',
    insufficient_balance: 'B',
    limit_exceeded: 'B',
    bank_declined: 'B',
    merchant_fault: 'B',
    qr_code_invalid: 'S',
    paid_but_unpaid: 'B!',
    double_charged: 'B>H',
    pending_payment: 'B',
    repeated_failure: 'B>H',
    bind_card_fail: 'B',
    unbind_card: 'S',
    choose_method: 'S',
    autopay_cancel: 'B',
    card_expired: 'S',
  },
  transfer: {
    transfer_pending: 'B',
    transfer_failed: 'B',
    wrong_payee: 'H!',
    cancel_transfer: 'B',
    payee_not_allowed: 'B',
    transfer_fee_time: 'S',
    remittance_trace: 'H',
    topup_failed: 'B',
    topup_not_arrived: 'B',
    withdraw_pending: 'B',
    withdraw_failed: 'B',
    cash_agent_mismatch: 'H',
  },
  refund: {
    refund_status: 'B',
    refund_not_received: 'B>H',
    release_hold: 'B',
    request_refund: 'B',
    not_received: 'B>H',
    not_as_described: 'B>H',
    contact_merchant: 'B',
    add_evidence: 'B',
    dispute_status: 'B',
    appeal_result: 'H',
  },
  other: {
    kyc_fail: 'B>H',
    kyc_why: 'S',
    account_frozen: 'H!',
    unfreeze: 'B',
    change_phone: 'H',
    close_account: 'B>H',
    statement_export: 'S',
    raise_limit: 'B',
    deceased_holder: 'H',
    fees: 'S',
    fx_rate: 'S',
    promo_coupon: 'B',
    feature_how_to: 'S',
    app_crash: 'B',
    invoice: 'S',
    policy_change: 'S',
    talk_to_human: 'B',
    complaint: 'H!',
    escalate_regulator: 'S',
    queue_wait: 'B',
    service_status: 'S',
    branch_locator: 'S',
    best_time: 'S',
    feedback: 'B',
    legal_threat_or_media: 'H!',
    vulnerable_distress: 'H!',
  },
} as const satisfies Record<QuestionType, Record<string, keyof typeof kinds>>

const entries = Object.entries(BY_QUESTION_TYPE).flatMap(([questionType, intents]) =>
  Object.entries(intents).map(([id, kind]) => [id, { ...kinds[kind], questionType }] as const),
)

/** Every intent by its id. */
export const INTENTS: ReadonlyMap<string, Intent> = new Map(
  // Object.entries forgets that the keys are question types
  entries as readonly (readonly [string, Intent])[],
)

/** The intent that makes an article's question one for a person, if any of its intents does. */
export function intentForPerson(intents: readonly string[]): string | null {
  return intents.find((intent) => INTENTS.get(intent)?.way === 'person') ?? null
}
