/**
 * The provider codes each canonical reason is known by, verbatim, from ISO 8583 field 39, ISO 20022, Stripe, PayPal,
 * Alipay (`ACQ.` left off, as the gateway reports it), WeChat Pay v2 and the GSMA Mobile Money API.
 */
import type { CanonicalReason } from '@yingda/protocol/wallet.ts'

export const REASON_CODES: Readonly<Record<CanonicalReason, readonly string[]>> = {
  insufficient_funds: ['51', 'AM04', 'insufficient_funds', 'BUYER_BALANCE_NOT_ENOUGH', 'BUYER_BANKCARD_BALANCE_NOT_ENOUGH', 'NOTENOUGH', 'insufficientFunds'],
  amount_over_limit: ['61', 'AM02', 'AM13', 'AM14', 'TOTAL_FEE_EXCEED', 'greaterThanTransactionMaxValue'],
  period_limit: ['65', 'card_velocity_exceeded', 'withdrawal_count_limit_exceeded', 'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR', 'BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR', 'dailyValueLimitExceeded', 'weeklyValueLimitExceeded', 'monthlyValueLimitExceeded'],
  below_minimum: ['AM12', 'invalid_amount', 'lessThanTransactionMinValue'],
  balance_cap: ['maxBalanceExceeded', 'BEYOND_PAY_RESTRICTION', 'BEYOND_PER_RECEIPT_RESTRICTION'],
  method_expired: ['54', 'expired_card', 'invalid_expiry_month', 'invalid_expiry_year', 'CARD_EXPIRED'],
  method_invalid_details: ['14', '46', 'incorrect_number', 'incorrect_cvc', 'incorrect_zip', 'AC01', 'identifierError'],
  pin_wrong: ['55', 'incorrect_pin'],
  pin_locked: ['75', 'pin_try_exceeded'],
  authentication_required: ['1A', '65', 'authentication_required', 'PAYER_ACTION_REQUIRED', 'CONSENT_NEEDED', 'ORDER_NOT_APPROVED', 'USERPAYING'],
  code_expired: ['PAYMENT_AUTH_CODE_INVALID', 'AUTHCODEEXPIRE', 'AUTH_CODE_INVALID', 'quoteHasExpired'],
  method_not_supported: ['57', '58', 'card_not_supported', 'transaction_not_allowed', 'CARD_TYPE_NOT_SUPPORTED', 'NOTSUPORTCARD', 'NO_PAYMENT_INSTRUMENTS_AVAILABLE', 'AG01', 'AG03'],
  feature_switched_off: ['ERROR_BALANCE_PAYMENT_DISABLE', 'MOBILE_PAYMENT_SWITCH_OFF', 'USER_FACE_PAYMENT_SWITCH_OFF'],
  currency_country: ['currency_not_supported', 'CURRENCY_NOT_SUPPORTED', 'AM03', '62', 'currencyNotSupported', 'countryofOriginNotPermitted'],
  issuer_declined: ['05', '01', 'do_not_honor', 'generic_decline', 'call_issuer', 'INSTRUMENT_DECLINED', 'requestDeclined', 'MS03'],
  risk_blocked: ['59', 'fraudulent', 'merchant_blacklist', 'PAYMENT_REQUEST_HAS_RISK', 'RULELIMIT', 'TRANSACTION_REFUSED', 'FRAD'],
  lost_stolen: ['41', '43', '04', '07', 'lost_card', 'stolen_card', 'pickup_card'],
  account_restricted: ['BUYER_ENABLE_STATUS_FORBID', 'PAYER_ACCOUNT_RESTRICTED', 'PAYER_ACCOUNT_LOCKED_OR_CLOSED', 'PAYER_CANNOT_PAY', 'AC06', 'incorrectState'],
  kyc_required: ['ERROR_BUYER_CERTIFY_LEVEL_LIMIT'],
  payee_problem: ['AC03', 'AC04', 'AC07', 'BE01', 'BE06', 'PAYEE_ACCOUNT_RESTRICTED', 'PAYEE_ACCOUNT_LOCKED_OR_CLOSED', 'SELLER_BEEN_BLOCKED'],
  same_party: ['BUYER_SELLER_EQUAL', 'samePartiesError'],
  duplicate: ['94', 'AM05', 'DUPL', 'duplicate_transaction', 'DUPLICATE_INVOICE_ID', 'ORDERPAID', 'OUT_TRADE_NO_USED', 'TRADE_HAS_SUCCESS', 'duplicateRequest'],
  order_closed: ['ORDERCLOSED', 'ORDERREVERSED', 'TRADE_HAS_CLOSE', 'DS24', 'CUST'],
  mandate_invalid: ['MD01', 'AGREEMENT_NOT_EXIST', 'AGREEMENT_INVALID', 'revocation_of_authorization', 'stop_payment_order', 'noMandateAuthority', 'AGREEMENT_ALREADY_CANCELLED'],
  provider_unavailable: ['91', '96', 'issuer_not_available', 'processing_error', 'try_again_later', 'AB05', 'AB06', 'AB07', 'AB08', 'AB09', 'AB10', 'BANKERROR', 'SYSTEMERROR', 'SYSTEM_ERROR'],
  merchant_config: ['03', '12', '30', 'NOAUTH', 'SIGNERROR', 'ACCESS_FORBIDDEN', 'INVALID_STORE_ID'],
  compliance_hold: ['64', '93', 'RR04', 'LEGL', 'COMPLIANCE_VIOLATION', 'PENDING_REVIEW'],
}

/** Codes that say nothing about the outcome: a payment with one of these is unknown, never failed. */
export const CODES_OF_UNKNOWN_OUTCOME: readonly string[] = ['SYSTEMERROR', 'BANKERROR', 'USERPAYING', 'SYSTEM_ERROR']
