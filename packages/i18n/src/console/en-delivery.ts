import type { CatalogueShape } from './shape.ts'
import type { undelivered as zh } from './zh-CN-delivery.ts'

export const undelivered: CatalogueShape<typeof zh> = {
  undelivered: {
    title: 'Answers not delivered (number)',
    none: 'No answers are undelivered',
    noneNext: 'What a customer doesn’t see on the web goes out by e-mail; what can’t be delivered at all is listed here.',
    noneHere_one:
      'Nothing in the conversations you see is undelivered. There’s one in another team’s or a restricted conversation, for a lead or admin who sees it.',
    noneHere_other:
      'Nothing in the conversations you see is undelivered. There are {{count}} in other teams’ or restricted conversations, for the leads and admins who see them.',
    beyondReach_one: 'There’s one more in another team’s or a restricted conversation, for a lead or admin who sees it.',
    beyondReach_other: 'There are {{count}} more in other teams’ or restricted conversations, for the leads and admins who see them.',
    noMail: 'No e-mail is set up here, so there’s no other way once a customer has left the page. An admin can set SMTP_URL and MAIL_FROM.',
    to: '{{name}}, {{reference}}',
    by: '{{name}}, {{at}}',
    bySince_other: '{{count}} answers, {{name}}, since {{at}}',
    next_one: ', tried once, next {{at}}',
    next_other: ', tried {{count}} times, next {{at}}',
    reason: {
      no_mail_channel: 'not on the web, and no e-mail is set up',
      no_address: 'not on the web, and no address is known',
      address_refused: 'the mail server refuses the address',
      mail_refused: 'the mail server refuses the mail',
      mail_put_off: 'the mail server says to try later',
      mail_server_refuses_us: 'the mail server refuses us: our sign-in, sender, encryption or relaying',
      mail_server_away: 'the mail server can’t be reached',
      outcome_unknown: 'the mail server didn’t say whether it took the mail; it may have been sent',
    },
    retry: 'Try again',
    retryFor: 'Try again: {{name}}, {{reference}}',
    retried: 'Being sent again; it leaves the list once it has arrived',
    settle: 'Settled otherwise',
    settleFor: 'Settled otherwise: {{name}}, {{reference}}',
    settleTitle_one: 'Stop delivering this answer',
    settleTitle_other: 'Stop delivering these {{count}} answers',
    settleWhat_one:
      'The answer to {{name}} ({{reference}}) leaves the list and isn’t tried again. Your note is kept in the conversation, where the customer doesn’t see it.',
    settleWhat_other:
      'The {{count}} answers to {{name}} ({{reference}}) leave the list and aren’t tried again. Your note is kept in the conversation, where the customer doesn’t see it.',
    note: 'What was done',
    noteHint: 'For example: told the customer by phone.',
    settled: 'Recorded',
  },
}
