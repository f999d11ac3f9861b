/** What a file is and whether it is taken: by its content alone. Runs in the inspecting process, never in the server's. */
import { kindOf } from './kind.ts'
import { checkPdf } from './pdf.ts'
import { rewriteHeic, rewriteJpeg, rewritePng } from './picture.ts'
import { BadFile, type AcceptedFile, type Verdict } from './verdict.ts'

export async function inspect(bytes: Uint8Array): Promise<Verdict> {
  try {
    const accepted = await rewrite(bytes)
    return accepted === null ? { type: 'not_allowed' } : { accepted }
  } catch (error) {
    if (error instanceof BadFile) return { trouble: error.trouble }
    throw error
  }
}

async function rewrite(bytes: Uint8Array): Promise<AcceptedFile | null> {
  switch (await kindOf(bytes)) {
    case 'png':
      return rewritePng(bytes)
    case 'jpeg':
      return rewriteJpeg(bytes)
    case 'heic':
      return rewriteHeic(bytes)
    case 'pdf':
      return checkPdf(bytes)
    case null:
      return null
  }
}
