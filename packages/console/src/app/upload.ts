import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { RefusalBody } from '@yingda/protocol/http/common.ts'
import { Refused, Unreachable } from './http/refusal.ts'
import { csrfToken } from './http/request.ts'

/** What the server takes; it looks at the content itself, this only saves a wasted upload. */
export const ACCEPTED_FILES = 'image/png,image/jpeg,image/heic,image/heif,application/pdf,.heic,.heif'
export const MAX_FILE_BYTES = 10 * 1024 * 1024
export const MAX_FILES = 10

/**
 * Sends one file and reports how much has gone (0 to 1). fetch cannot tell the progress of a request, hence XHR.
 * @throws Refused | Unreachable
 */
export function uploadFile(file: File, language: string, onProgress: (share: number) => void): Promise<AttachmentView> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('POST', '/api/staff/attachments')
    xhr.setRequestHeader('accept-language', language)
    xhr.setRequestHeader('x-yingda-csrf', csrfToken())
    xhr.responseType = 'json'
    xhr.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total)
    })
    xhr.addEventListener('error', () => reject(new Unreachable()))
    xhr.addEventListener('load', () => {
      const answer = xhr.response as { attachment: AttachmentView } | RefusalBody | null // the contract's two shapes
      if (xhr.status < 300 && answer && 'attachment' in answer) return resolve(answer.attachment)
      reject(answer && 'code' in answer ? new Refused(xhr.status, answer) : new Unreachable())
    })
    const form = new FormData()
    form.append('file', file)
    xhr.send(form)
  })
}
