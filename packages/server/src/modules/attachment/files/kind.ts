import { fileTypeFromBuffer } from 'file-type'

export type FileKind = 'png' | 'jpeg' | 'heic' | 'pdf'

const KINDS: Readonly<Record<string, FileKind>> = {
  'image/png': 'png',
  'image/apng': 'png', // its first picture is kept
  'image/jpeg': 'jpeg',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'application/pdf': 'pdf',
}

/** What the content is, whatever name or type it came under. Null = not one of the four that are taken. */
export async function kindOf(bytes: Uint8Array): Promise<FileKind | null> {
  const found = await fileTypeFromBuffer(bytes)
  return KINDS[found?.mime ?? ''] ?? null
}
