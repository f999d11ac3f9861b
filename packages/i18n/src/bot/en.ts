import type { BotWords, MoneyMoveWord, SummaryFacts, TransactionFacts } from './words.ts'

const MOVE: Readonly<Record<MoneyMoveWord, string>> = {
  payment: 'payment',
  transfer: 'transfer',
  top_up: 'top-up',
  withdrawal: 'withdrawal',
  refund: 'refund',
  incoming: 'incoming transfer',
  other: 'transaction',
}
const DO_AGAIN: Readonly<Record<MoneyMoveWord, string>> = {
  payment: 'please don’t pay again',
  transfer: 'please don’t send it again',
  top_up: 'please don’t top up again',
  withdrawal: 'please don’t withdraw it again',
  refund: 'please don’t ask for it again',
  incoming: 'please don’t have it sent again',
  other: 'please don’t do it again',
}
const NOT_YET: Readonly<Record<MoneyMoveWord, string>> = {
  payment: 'it hasn’t been paid out',
  transfer: 'it hasn’t reached the recipient',
  top_up: 'it hasn’t reached your balance',
  withdrawal: 'it hasn’t reached the bank card',
  refund: 'it hasn’t arrived',
  incoming: 'it hasn’t reached your balance',
  other: 'it isn’t complete',
}

const this_ = ({ amount, move }: TransactionFacts): string => `This ${amount} ${MOVE[move]}`
const until = (by: string | null, words: (by: string) => string): string => (by === null ? '' : words(by))

export const en: BotWords = {
  introduce: (name) => `I’m ${name}, a bot.`,
  greeting: (name) =>
    `Hello, I’m ${name}, a bot. I answer from the help articles and from what your wallet says. Tell me what happened; you can ask for a person at any time.`,
  thanks: 'You’re welcome. If anything else comes up, just ask here.',
  glad: 'Good to hear. If anything else comes up, just ask here.',
  secretShared:
    'Please don’t share passwords, codes or full card numbers with anyone, us included. If what you just sent is real, change it in the app as soon as you can and don’t use that code again. You can ask your question again without it.',
  secretHidden: {
    code: 'Please don’t share codes with anyone, us included. I’ve hidden the one you just sent.',
    card: 'Please don’t share full card numbers with anyone, us included. I’ve hidden the one you just sent.',
    cvv: 'Please don’t share a card’s security code with anyone, us included. I’ve hidden the one you just sent.',
    password: 'Please don’t share passwords or PINs with anyone, us included. I’ve hidden the one you just sent.',
    key: 'Please don’t share private keys or recovery words with anyone, us included. I’ve hidden what you just sent.',
  },
  filesOnly: 'I can’t read pictures or files yet. Please tell me in words what happened, or ask for a person: a colleague can see what you sent.',
  filesAfterAnswer:
    'I can’t read pictures or files yet, so my answer goes by what you wrote. If that isn’t enough, ask for a person: a colleague can see what you sent.',
  unsure: {
    among: 'I’m not sure which of these you mean. One of these articles may have the answer; you can also put it another way, or ask for a person.',
    alone: 'I’m not sure how to answer that, and I don’t want to guess. You can put it another way, or ask for a person.',
  },
  told_already: {
    among:
      'I’ve already told you what I know about this. If it isn’t solved, one of these articles may help, or ask for a person: a colleague can look into it.',
    alone: 'I’ve already told you what I know about this. If it isn’t solved, ask for a person: a colleague can look into it.',
  },
  askHelped: 'Did this answer your question?',
  handover: {
    asked: 'Of course. I’ve asked a colleague to take over and passed on everything, so you won’t have to repeat yourself.',
    missed: 'I couldn’t solve this, so a colleague needs to handle it. I’ve passed on everything, so you won’t have to repeat yourself.',
    topic: 'A colleague needs to handle this. I’ve passed on everything, so you won’t have to repeat yourself.',
    distress:
      'We take what you’ve told us seriously. I’ve asked a colleague to come to you first, and you won’t have to repeat yourself. If you or somebody near you is in danger now, please call your local emergency number first.',
  },
  situation: {
    unknown: (facts) =>
      `${this_(facts)} hasn’t been confirmed by the bank, so we can’t yet say whether it was charged${until(facts.by, (by) => `; the result is expected by ${by}`)}. Until then ${DO_AGAIN[facts.move]}.`,
    waits_for_customer: (facts) => `${this_(facts)} hasn’t been charged: it’s waiting for you to confirm it in the app.`,
    not_charged: (facts) => `${this_(facts)} didn’t go through and you weren’t charged.`,
    cancelled: (facts) => `${this_(facts)} was cancelled and you weren’t charged.`,
    not_charged_yet: (facts) => `${this_(facts)} hasn’t been charged yet.`,
    coming_in: (facts) => `${this_(facts)} is on its way in and hasn’t reached your balance${until(facts.by, (by) => `; it’s expected by ${by}`)}.`,
    on_hold: (facts) => `${this_(facts)} is on hold: ${NOT_YET[facts.move]}${until(facts.by, (by) => `, and the result is expected by ${by}`)}.`,
    returning: (facts) =>
      `The ${facts.amount} of this ${MOVE[facts.move]} is on its way back to ${facts.method}${until(facts.by, (by) => `, expected by ${by}`)}.`,
    returned: (facts) => `The ${facts.amount} of this ${MOVE[facts.move]} has been returned to ${facts.method}.`,
    paid_out: (facts) =>
      facts.move === 'withdrawal'
        ? `${this_(facts)} is complete: the money has gone to ${facts.method}.`
        : `${this_(facts)} is complete: the money has gone to ${facts.counterparty}.`,
    arrived: (facts) => `${this_(facts)} is complete: the money is in your balance.`,
    disputed: (facts) => `${this_(facts)} is in dispute. Its state and the next step are in the transaction’s details.`,
  },
  reason: {
    insufficient_funds: 'The available balance was less than the amount plus the fee; money on hold can’t be spent. Top up, or use another method.',
    amount_over_limit: 'The amount is over the limit for one payment. Lower it, or raise the limit in the app.',
    period_limit: 'The limit for the day or month is used up. Wait until it resets, or raise it in the app.',
    below_minimum: 'The amount is below the minimum. Change the amount and pay again.',
    balance_cap: 'The recipient can’t receive this much right now. Send less, or ask them to upgrade first.',
    method_expired: 'The card is past its date. Update it in the app, or use another method.',
    method_invalid_details: 'One of the card’s details doesn’t match what the bank has. Enter it again in the app, never here.',
    pin_wrong: 'The payment PIN wasn’t right. Enter it again in the app, or reset it there.',
    pin_locked: 'The payment PIN is locked after too many tries. Wait until the lock ends, or prove who you are in the app and reset it.',
    authentication_required: 'It needs you to confirm it’s you. Complete the check in the app and pay again.',
    code_expired: 'The payment code or quote had run out. Refresh it and pay again.',
    method_not_supported: 'This method can’t be used here. Please use another one.',
    feature_switched_off: 'A payment setting is switched off. You can turn it on in the app’s settings.',
    currency_country: 'This currency or region isn’t supported. Use another currency or method.',
    account_restricted: 'Your account is restricted at the moment. Look in the app for a step you need to take; a colleague takes it from there.',
    kyc_required: 'Your identity level is too low for it. Upgrade it in the app and try again.',
    payee_problem: 'The recipient’s account can’t receive money right now. Check the recipient, or ask them for another account.',
    same_party: 'Payer and recipient are the same account. Choose another recipient.',
    duplicate: 'The same one was already submitted. Look at the first one’s result, and don’t submit it again.',
    order_closed: 'The order timed out or was cancelled. Place it again and pay then.',
    mandate_invalid: 'The auto-pay agreement isn’t active any more. Sign it again, or pay this once yourself.',
    provider_unavailable: 'The bank or network isn’t answering for now. The final result is what counts.',
    merchant_config: 'The cause is in the merchant’s system, not in your account. Tell the merchant, or use another method.',
  },
  undisclosed: 'You can use another method, or a colleague can help.',
  overdue: (by) => `The result was due by ${by}, and that time has passed, so I’m asking a colleague to look into it.`,
  summary: summaryInEnglish,
}

const WHY = {
  asked: 'the customer asked for a person',
  missed: 'the bot missed twice',
  topic: 'this topic is handled by people',
  distress: 'the customer is in distress: please take it first and with care',
} as const

function summaryInEnglish({ question, tried, why, situation }: SummaryFacts): string {
  const answers = tried.map(({ title, helped }) => `“${title}”${helped === false ? ' (didn’t help)' : ''}`)
  return [
    question === null ? 'The customer hasn’t written a question yet.' : `The customer asks: ${question}`,
    situation === null ? '' : `Wallet: ${situation}`,
    answers.length === 0 ? '' : `The bot answered with: ${answers.join(', ')}`,
    `Passed on because ${WHY[why]}.`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}
