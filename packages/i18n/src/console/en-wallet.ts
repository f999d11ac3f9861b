import type { CatalogueShape } from './shape.ts'
import type { wallet as chinese } from './zh-CN-wallet.ts'

export const wallet: CatalogueShape<typeof chinese> = {
  customer: {
    label: 'Customer', column: 'Customer and transaction', visitor: 'Visitor', since: 'Since {{month}}', firstSeen: 'First seen {{when}}', visits_one: '{{count}} conversation', visits_other: '{{count}} conversations', signedIn: 'Signed in to the app', notSignedIn: 'Not signed in, identity unknown', vulnerable: 'Needs special care', blockedUntil: 'Blocked until {{until}}',
    otherConversations: 'Other conversations', conversations: 'Conversations', noConversations: 'No conversations you may see', noConversationsNext: 'Search for another customer or conversation.',
  },
  wallet: {
    inQuestion: 'Transaction in question', asOf: 'as of {{when}}', certain: 'Final', uncertain: 'Not final yet: don’t call it failed', expectedBy: 'expected by {{when}}', reasonLabel: 'Reason', providerCode: 'Provider', typeLabel: 'Type', method: 'Method', orderNo: 'Order', fee: 'Fee', createdAt: 'Started', settledAt: 'Settled', history: 'Status history',
    place: { not_charged: 'Not charged', with_customer: 'Still in the balance', on_hold: 'Held, still the customer’s', with_payee: 'With the payee', returning: 'On its way back', returned: 'Returned', unknown: 'Where the money is isn’t known yet' },
    status: { created: 'Created', pending_user: 'Customer to confirm', authorised: 'Authorised', processing: 'Processing', unknown: 'Unknown', completed: 'Completed', failed: 'Failed', cancelled: 'Cancelled', held: 'Held', returned: 'Returned', reversed: 'Reversed', part_refunded: 'Partly refunded', refunded: 'Refunded', disputed: 'Disputed' },
    type: { pay: 'Payment', transfer_in: 'Transfer in', transfer_out: 'Transfer out', top_up: 'Top-up', withdraw: 'Withdrawal', bill_pay: 'Bill', merchant_pay: 'Merchant payment', remittance: 'Remittance', refund: 'Refund', reversal: 'Reversal', adjustment: 'Adjustment', fee: 'Fee' },
    reason: {
      insufficient_funds: 'Available balance too low', amount_over_limit: 'Over the single limit', period_limit: 'Over the period limit', below_minimum: 'Below the minimum', balance_cap: 'Over the balance cap', method_expired: 'Method expired', method_invalid_details: 'Wrong method details', pin_wrong: 'Wrong payment PIN', pin_locked: 'Payment PIN locked', authentication_required: 'Authentication needed', code_expired: 'Payment code expired',
      method_not_supported: 'Method not supported', feature_switched_off: 'Feature switched off', currency_country: 'Currency or country not supported', issuer_declined: 'Bank declined', risk_blocked: 'Blocked by risk control', lost_stolen: 'Card lost or stolen', account_restricted: 'Account restricted', kyc_required: 'Identity check needed', payee_problem: 'Problem with the payee', same_party: 'Payer and payee are the same', duplicate: 'Duplicate payment', order_closed: 'Order closed', mandate_invalid: 'Mandate invalid',
      provider_unavailable: 'Provider unavailable', merchant_config: 'Merchant set-up fault', compliance_hold: 'Compliance review',
    },
    kyc: { unverified: 'not verified', pending: 'verification pending', verified: 'verified, level {{level}}', rejected: 'verification rejected', expired: 'verification expired' },
    account: { balance: 'Balance', savings: 'Savings' }, accountStatus: { active: 'Active', restricted: 'Account restricted', frozen: 'Account frozen', closed: 'Account closed' },
    current: 'Current', held: 'Held', uncleared: 'Uncleared', available: 'Available', holds: 'Holds', hold: { auth: 'authorisation', risk: 'risk', dispute: 'dispute', legal: 'legal' }, heldFrom: 'From {{when}}', heldUntil: 'ends {{when}}',
    refunds: 'Refunds', refundStatus: { pending: 'Refund on its way', completed: 'Refunded', failed: 'Refund failed', cancelled: 'Refund cancelled' }, refundArrived: 'Arrived {{when}}', refundStarted: 'Started {{when}}',
    devices: 'Devices', deviceTrusted: 'trusted', deviceNotTrusted: 'not trusted', deviceRevoked: 'removed', recent: 'Recent transactions', limits: 'Limits', limitToday: '{{used}} of {{cap}} today', limit: { single_payment: 'Single payment', daily_payment: 'Daily payments', monthly_payment: 'Monthly payments', daily_transfer: 'Daily transfers', daily_withdrawal: 'Daily withdrawals' }, resets: 'Resets {{when}}',
    methods: 'Payment methods', methodKind: { bank_card: 'Bank card', wallet_card: 'Wallet card', virtual_card: 'Virtual card', balance: 'Balance' }, methodStatus: { active: 'Active', expired: 'Expired', blocked: 'Blocked', unbound: 'Removed' }, expires: 'expires {{month}}',
    anonymous: 'This visitor isn’t signed in, so there is no wallet to see. Ask them to open the conversation in the app.', unavailable: 'The wallet isn’t answering right now. Look again later.', not_found: 'The wallet doesn’t know this customer.', lookAgain: 'Look again', recorded: 'Every look-up is recorded in the conversation.',
  },
}
