/**
 * A restored copy is on trial until somebody says that it is the deployment now. Started where the deployment works, with
 * its environment, it would tell its customers things again and write over what the public reads.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeBytes } from './backup/copy.ts'

const MARK = 'on-trial'
const SAYS = 'Restored, and on trial: see docs/operations.md. "npm start -- --in-earnest" ends the trial and removes this file.\n'

export const IN_EARNEST = '--in-earnest'
/** For the start and for the doctor. */
export const ON_TRIAL =
  'This is a restored copy on trial: it sends no mail and no webhook, and writes and erases outside its own folder neither files nor the status page.'

export const isOnTrial = (dataDir: string): boolean => existsSync(join(dataDir, MARK))

/** @param dataDir also one that is still being written */
export async function putOnTrial(dataDir: string): Promise<void> {
  await writeBytes(join(dataDir, MARK), Buffer.from(SAYS), { mode: 0o600 })
}

/** From the next start on it is a deployment like any other. */
export const endTrial = (dataDir: string): void => rmSync(join(dataDir, MARK), { force: true })
