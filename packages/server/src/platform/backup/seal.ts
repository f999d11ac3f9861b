/** Keys under a passphrase: scrypt makes the key, AES-256-GCM seals, and the seal holds only beside its own manifest. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { CannotBackUp } from './problems.ts'

/** 128 MiB and about half a second a guess. */
const COST = { N: 2 ** 17, r: 8, p: 1 }
const SHORTEST = 12

const Base64 = z.base64().transform((text) => Buffer.from(text, 'base64'))
const Sealed = z.strictObject({ kdf: z.literal('scrypt-17-8-1'), cipher: z.literal('aes-256-gcm'), salt: Base64, iv: Base64, tag: Base64, data: Base64 })

/** Name of a key file → its content. */
export type Keys = Record<string, string>

/** The first line of the file. @throws CannotBackUp when it is too short to keep anything secret */
export async function readPassphrase(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) throw new CannotBackUp(`The passphrase file ${path} cannot be read.`)
  const passphrase = text.split(/\r?\n/)[0] ?? ''
  if (passphrase.length < SHORTEST) throw new CannotBackUp(`The passphrase in ${path} is shorter than ${SHORTEST} characters.`)
  return passphrase
}

export async function sealKeys(keys: Keys, { passphrase, manifestSha256 }: { passphrase: string; manifestSha256: string }): Promise<Buffer> {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv).setAAD(Buffer.from(manifestSha256))
  const data = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()])
  const parts = { salt, iv, tag: cipher.getAuthTag(), data }
  const texts = Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64')]))
  return Buffer.from(`${JSON.stringify({ kdf: 'scrypt-17-8-1', cipher: 'aes-256-gcm', ...texts }, null, 1)}\n`)
}

/** @throws CannotBackUp when the passphrase is another one, or the seal belongs to another manifest */
export async function openKeys(sealed: Buffer, { passphrase, manifestSha256 }: { passphrase: string; manifestSha256: string }): Promise<Keys> {
  try {
    const { salt, iv, tag, data } = Sealed.parse(JSON.parse(sealed.toString('utf8')))
    const key = await keyOf(passphrase, salt)
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(Buffer.from(manifestSha256)).setAuthTag(tag)
    const text = Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
    return z.record(z.string().regex(/^[\w.-]+$/), z.string()).parse(JSON.parse(text))
  } catch {
    // A wrong key, a changed byte and a strange form look alike from here, and should.
    throw new CannotBackUp('The passphrase does not open the keys of this backup. Nothing was restored.')
  }
}

const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, { ...COST, maxmem: 256 * COST.N * COST.r }, (error, key) => (error ? reject(error) : resolve(key)))
  })
