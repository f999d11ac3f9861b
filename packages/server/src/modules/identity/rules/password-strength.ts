/**
 * What a password must be (SP 800-63B-4): long enough, and not one of those that are tried first. No rules on the kinds
 * of characters, no forced change; spaces, any script and pasting are fine.
 */
import type { Role } from '@yingda/protocol/permissions.ts'
import { needsSecondFactor } from './second-factor.ts'
import { COMMON_CORES } from './common-passwords.ts'

export type Weakness = { reason: 'too_short'; min: number } | { reason: 'common' } | { reason: 'contains_email' }

const MIN_WITH_FACTOR = 8
const MIN_ALONE = 15

/** One password is one string of bytes, however it was typed. */
export const foldPassword = (password: string): string => password.normalize('NFKC')

/** Shorter will do where a second factor is demanded anyway. */
export const minLength = (role: Role): number => (needsSecondFactor(role) ? MIN_WITH_FACTOR : MIN_ALONE)

/** Why this password may not be taken, or null. */
export function weaknessOf(password: string, { email, role }: { email: string; role: Role }): Weakness | null {
  const folded = foldPassword(password)
  const min = minLength(role)
  if ([...folded].length < min) return { reason: 'too_short', min }
  const plain = folded.toLowerCase().replace(/\s/g, '')
  if (containsEmail(plain, email.toLowerCase())) return { reason: 'contains_email' }
  if (isCommon(plain)) return { reason: 'common' }
  return null
}

function containsEmail(plain: string, email: string): boolean {
  const name = email.split('@')[0] ?? ''
  return plain.includes(email) || (name.length >= 4 && lettersOf(plain) === lettersOf(name) && lettersOf(name) !== '')
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '')

function isCommon(plain: string): boolean {
  return isOneThingRepeated(plain) || isRun(plain) || isCoresAndDigits(plain)
}

/** `aaaaaaaa`, `abcabcabcabc`, `20202020`: a unit of at most six characters over and over. */
const isOneThingRepeated = (plain: string): boolean => /^(.{1,6}?)\1+.{0,2}$/u.test(plain) && new Set(plain).size <= 6

/** `12345678`, `98765432`, `abcdefgh`: each character next to the one before. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((char, index) => (char.codePointAt(0) ?? 0) - (plain.codePointAt(index) ?? 0))
  const next = steps.filter((step) => Math.abs(step) <= 1).length
  return next >= steps.length - 2
}

/** Only digits, or one or two well-known words with digits and signs around them; `p@ssw0rd` is `password`. */
function isCoresAndDigits(plain: string): boolean {
  const words = [lettersOf(plain), lettersOf(unmask(plain))]
  if (words[0] === '') return true
  return words.some((word) => COMMON_CORES.has(word) || isTwoCores(word))
}

const MASKS: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }
/** Signs inside the word stand for letters; those around it are only decoration. */
const unmask = (plain: string): string => plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/[013457@$!]/g, (char) => MASKS[char] ?? char)

function isTwoCores(word: string): boolean {
  for (let cut = 2; cut <= word.length - 2; cut += 1) if (COMMON_CORES.has(word.slice(0, cut)) && COMMON_CORES.has(word.slice(cut))) return true
  return false
}
