import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf, mailFault, type SmtpFault } from './mail-fault.ts'

const CASES: readonly [what: string, fault: SmtpFault, hasBegun: boolean, means: string][] = [
  ['nobody listens', { code: 'ESOCKET', command: 'CONN' }, false, 'failed mail_server_away'],
  ['the name is not known', { code: 'EDNS', command: 'CONN' }, false, 'failed mail_server_away'],
  ['busy at the door', { code: 'EPROTOCOL', command: 'CONN', responseCode: 421 }, false, 'failed mail_put_off'],
  ['greylisted', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450 }, false, 'failed mail_put_off'],
  ['no such mailbox', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, false, 'refused address_refused'],
  ['nobody there, whatever the code before it', { command: 'RCPT TO', responseCode: 554, enhanced: '5.1.1' }, false, 'refused address_refused'],
  ['a mailbox that is closed', { command: 'RCPT TO', responseCode: 550, enhanced: '5.2.1' }, false, 'refused address_refused'],
  ['we are on a block list, said at the recipient', { command: 'RCPT TO', responseCode: 554, enhanced: '5.7.1' }, false, 'failed mail_server_refuses_us'],
  ['we may not relay', { command: 'RCPT TO', responseCode: 550, enhanced: '5.7.1' }, false, 'failed mail_server_refuses_us'],
  ['our sender is unknown, said at the recipient', { command: 'RCPT TO', responseCode: 550, enhanced: '5.1.0' }, false, 'failed mail_server_refuses_us'],
  ['our sender’s domain is none, said at the recipient', { command: 'RCPT TO', responseCode: 550, enhanced: '5.1.8' }, false, 'failed mail_server_refuses_us'],
  ['a bare no that is not about a mailbox', { command: 'RCPT TO', responseCode: 554 }, false, 'failed mail_server_refuses_us'],
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

test('the details of a "no" are read from its first line, and nothing else of what was said is kept', () => {
  const said = (response: string) => faultOf(Object.assign(new Error(response), { command: 'RCPT TO', responseCode: 550, response }))
  assert.deepEqual(said('550 5.7.1 <li@example.cn>: Relay access denied'), { command: 'RCPT TO', responseCode: 550, enhanced: '5.7.1' })
  assert.deepEqual(said('550-5.1.1 The account\n550 5.1.1 does not exist'), { command: 'RCPT TO', responseCode: 550, enhanced: '5.1.1' })
  assert.deepEqual(said('550 blocked by 5.7.1.2'), { command: 'RCPT TO', responseCode: 550 })
})
