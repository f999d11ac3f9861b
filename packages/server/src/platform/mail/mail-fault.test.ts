import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailFault, type SmtpFault } from './mail-fault.ts'

const CASES: readonly [what: string, fault: SmtpFault, hasBegun: boolean, means: string][] = [
  ['nobody listens', { code: 'ESOCKET', command: 'CONN' }, false, 'failed mail_server_away'],
  ['the name is not known', { code: 'EDNS', command: 'CONN' }, false, 'failed mail_server_away'],
  ['busy at the door', { code: 'EPROTOCOL', command: 'CONN', responseCode: 421 }, false, 'failed mail_put_off'],
  ['greylisted', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, false, 'failed mail_put_off'],
  ['no such mailbox', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, false, 'refused address_refused'],
  ['an address that is none', { code: 'EENVELOPE', command: 'API' }, false, 'refused address_refused'],
  ['wrong password', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, false, 'failed mail_server_refuses_us'],
  ['our sender is not allowed', { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }, false, 'failed mail_server_refuses_us'],
  ['no encryption to be had', { code: 'ETLS', command: 'STARTTLS' }, false, 'failed mail_server_refuses_us'],
  ['full for now', { code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, true, 'failed mail_put_off'],
  ['taken for spam', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, true, 'refused mail_refused'],
  ['the line broke before the content', { code: 'ECONNECTION', command: 'CONN' }, false, 'failed mail_server_away'],
  ['the line broke after the content', { code: 'ECONNECTION', command: 'CONN' }, true, 'unknown outcome_unknown'],
  ['no answer to the content in time', {}, true, 'unknown outcome_unknown'],
]

for (const [what, fault, hasBegun, means] of CASES) {
  test(`${what}: ${means}`, () => {
    const { result, reason } = mailFault(fault, hasBegun)
    assert.equal(`${result} ${reason}`, means)
  })
}
