/** A backup or a restore that cannot go on. The message is one sentence or two for the person at the terminal: why, and what to do. */
export class CannotBackUp extends Error {
  override readonly name = 'CannotBackUp'
}

/** Where a long work tells what it is at; a line each. */
export type Say = (line: string) => void
