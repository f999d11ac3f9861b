import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { walletToken } from '../callers.ts'
import type { Cluster } from './cluster.ts'

const SIDE = 100
const MOST_FILES = 20

/** Send pictures until there is no room for one more; what fails on the way is sent again, elsewhere. */
export async function fillStorage({ origins }: Cluster): Promise<void> {
  const sub = `w-${randomUUID()}`
  for (let index = 0, sent = 0; sent < MOST_FILES; index += 1) {
    const code = await upload(origins[index % origins.length] ?? '', await walletToken({ sub })).catch(() => 'unanswered')
    if (code === 'attachment.storage_full') return
    if (code === null) sent += 1
    else await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${MOST_FILES} files were taken and the storage is still not full`)
}

/** @returns null when it was taken, else the refusal's code */
async function upload(origin: string, token: string): Promise<string | null> {
  const noise = { raw: { width: SIDE, height: SIDE, channels: 3 as const } }
  const png = await sharp(randomBytes(SIDE * SIDE * 3), noise)
    .png()
    .toBuffer()
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'receipt.png')
  const answer = await fetch(`${origin}/api/customer/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
    signal: AbortSignal.timeout(10_000),
  })
  return answer.ok ? null : ((await answer.json()) as { code: string }).code // as every refusal
}
