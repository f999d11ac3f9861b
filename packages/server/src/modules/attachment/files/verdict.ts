/** What looking into a file can end with. Crosses from the inspecting process to the server, so it is plain data. */

export type AcceptedFile = {
  mediaType: 'image/png' | 'image/jpeg' | 'application/pdf'
  bytes: Uint8Array
  /** WebP, at most 480 pixels a side; null for a PDF. */
  thumbnail: Uint8Array | null
  width: number | null
  height: number | null
}

/** Why a file of an allowed type is not taken; told to programs, people read one sentence for all of them. */
export type FileTrouble =
  | 'broken' // does not decode, or is cut off
  | 'too_many_pixels'
  | 'too_much_inside' // unpacks to far more than any honest file
  | 'two_files_in_one' // also an archive, a program or a page
  | 'encrypted'
  | 'active_content' // scripts, launches or files inside
  | 'too_hard' // took too long, or brought the inspecting process down

export type Verdict = { accepted: AcceptedFile } | { type: 'not_allowed' } | { trouble: FileTrouble }

/** Thrown inside the inspecting process only. */
export class BadFile extends Error {
  readonly trouble: FileTrouble

  constructor(trouble: FileTrouble, why: string, cause?: unknown) {
    super(why, { cause })
    this.name = 'BadFile'
    this.trouble = trouble
  }
}
