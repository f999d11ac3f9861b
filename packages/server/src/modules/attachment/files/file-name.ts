import type { AcceptedFile } from './verdict.ts'

export const MAX_NAME_LENGTH = 120

const EXTENSIONS: Readonly<Record<AcceptedFile['mediaType'], { taken: readonly string[]; plain: string }>> = {
  'image/png': { taken: ['png'], plain: 'picture' },
  'image/jpeg': { taken: ['jpg', 'jpeg'], plain: 'picture' },
  'application/pdf': { taken: ['pdf'], plain: 'document' },
}
/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i
/** Control characters, and the invisible ones that turn or hide what is read: an `a[U+202E]gnp.exe` shows as `aexe.png`. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu
const NOT_IN_NAMES = /[<>:"|?*]/g

/**
 * The name a file is shown and saved under: its last path part, without what can mislead a reader or a file system, and
 * with the extension that fits its content. At most 120 characters, never empty.
 */
export function safeFileName(given: string, mediaType: AcceptedFile['mediaType']): string {
  const { taken, plain } = EXTENSIONS[mediaType]
  const cleaned = lastPart(given.toWellFormed().normalize('NFC').replace(INVISIBLE, '')).replace(NOT_IN_NAMES, '').replace(/\s+/g, ' ')
  const [, stem = '', extension = ''] = /^(.*?)(?:\.([a-z][a-z0-9]{0,4}))?[. ]*$/i.exec(cleaned) ?? []
  const ending = taken.find((one) => one === extension.toLowerCase()) ?? taken[0]
  const base = shorten(stem.replace(/^[. ]+|[. ]+$/g, ''), MAX_NAME_LENGTH - `.${ending}`.length)
  return `${base === '' || DEVICE.test(base.split('.')[0] ?? '') ? `${plain}${base === '' ? '' : `-${base}`}` : base}.${ending}`
}

function lastPart(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part.replace(/[. ]/g, '') !== '') ?? ''
}

/** Cut between what a reader takes for letters, so that no accent or emoji is halved. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > length) break
    kept += segment
  }
  return kept.replace(/[. ]+$/, '')
}
