import { Refusal, Unreachable } from '../net/wire.ts'

export type PostFile = {
  readonly url: string
  readonly token: string
  readonly language: string
  readonly file: Blob
  readonly name: string
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
}

/** A network that is gone without a word lets a request hang for many minutes: so long without a byte taken, and it is given up. */
const STALLED_MS = 30_000
/** All has been sent: the desk looks into the file. */
const ANSWER_WITHIN_MS = 90_000

/** Send one file as multipart `file`. XMLHttpRequest, because `fetch` does not tell how far it has come. */
export function postFile<T>({ url, token, language, file, name, signal, onProgress }: PostFile): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.setRequestHeader('accept-language', language)
    let patience = 0
    const waitFor = (atMostMs: number) => {
      clearTimeout(patience)
      patience = window.setTimeout(() => request.abort(), atMostMs)
    }
    request.upload.addEventListener('progress', ({ loaded }) => {
      waitFor(STALLED_MS)
      onProgress(Math.min(loaded, file.size))
    })
    request.upload.addEventListener('load', () => waitFor(ANSWER_WITHIN_MS))
    request.addEventListener('loadend', () => clearTimeout(patience))
    for (const ending of ['error', 'abort', 'timeout']) request.addEventListener(ending, () => reject(new Unreachable(url)))
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      // The desk validates its own replies against the shared contract.
      if (request.status < 300) resolve(body as T)
      else
        reject(
          new Refusal(request.status, {
            code: String(body.code ?? ''),
            message: String(body.message ?? ''),
            afterSeconds: Number(request.getResponseHeader('retry-after')) || null,
          }),
        )
    })
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, name)
    waitFor(STALLED_MS)
    request.send(form)
  })
}

function parsed(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    return {}
  }
}
