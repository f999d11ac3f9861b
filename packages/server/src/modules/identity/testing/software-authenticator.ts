/** An authenticator in software (WebAuthn level 2): ES256 keys, attestation `none`, a counter that moves with each use. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

type Options = Record<string, unknown>
/** Where the page stands, and whether the device asked for a finger or a PIN. */
type Page = { origin?: string; verified?: boolean }
export type Authenticator = {
  /** `navigator.credentials.create` */
  create(options: Options, page?: { origin: string }): Record<string, unknown>
  /** `navigator.credentials.get` */
  get(options: Options, page?: Page): Record<string, unknown>
  /** A copy that knows the key but not how far the counter has moved since. */
  clone(): Authenticator
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

export function softwareAuthenticator(
  origin: string,
  made: { keys: { privateKey: KeyObject; publicKey: KeyObject }; id: Buffer; counter: number; user?: string } = {
    keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    id: randomBytes(32),
    counter: 0,
  },
): Authenticator {
  const { keys, id } = made
  let { counter, user } = made

  const authenticatorData = (rpId: string, flags: number, more: Buffer = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE((counter += 1))
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, more])
  }
  const clientData = (type: string, options: Options, page: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin: page, crossOrigin: false }))
  const credential = (response: Record<string, string | string[]>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    create(options, page = { origin }) {
      const rp = options['rp'] as { id: string } // as the server writes it
      user = (options['user'] as { id: string }).id // likewise
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(keys.publicKey)])
      const authData = authenticatorData(rp.id, USER_PRESENT | USER_VERIFIED | ATTESTED, attested)
      const attestationObject = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(authData),
      ])
      return credential({
        clientDataJSON: clientData('webauthn.create', options, page.origin).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      })
    },
    get(options, { origin: page = origin, verified = true } = {}) {
      const data = clientData('webauthn.get', options, page)
      const authData = authenticatorData(String(options['rpId']), USER_PRESENT | (verified ? USER_VERIFIED : 0))
      const signature = sign('sha256', Buffer.concat([authData, createHash('sha256').update(data).digest()]), keys.privateKey)
      return credential({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(user === undefined ? {} : { userHandle: user }),
      })
    },
    clone: () => softwareAuthenticator(origin, { keys, id, counter: 0, ...(user === undefined ? {} : { user }) }),
  }
}

/** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ])
}

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 | value.length]), Buffer.from(value)])
const bytes = (value: Buffer): Buffer =>
  Buffer.concat([value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length & 255]), value])
