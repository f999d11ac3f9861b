/**
 * How a comparison harness's load generator talks to this desk: user `i` of conversation `i >> 1` is the customer when
 * even, the agent when odd. Who they are was written to a file when the server was started.
 */
import { readFileSync } from 'node:fs'
import { openDatabase } from '../../platform/db/open.ts'
import { talk, type Heard } from '../load/talker.ts'
import type { Party } from '../seed.ts'
import { caughtUp, withUpToDate } from '../stage.ts'
import { partiesFile, type PartiesFile } from './parties-file.ts'

type On = { ack(id: string): void; delivered(id: string): void; error(id: string | null, why: string): void }
type Connect = { url: string; i: number; on: On }

let parties: readonly Party[] = []

export default {
  name: 'yingda',
  acks: true,
  /** Whoever comes back holds what was said before, and nothing of an earlier load is left to be done. */
  async setup() {
    const { databaseUrl, parties: seeded } = JSON.parse(readFileSync(partiesFile(), 'utf8')) as PartiesFile // written by the system's start
    const database = openDatabase(databaseUrl, { max: 1 })
    await caughtUp(database.db)
    parties = await withUpToDate(database.db, seeded).finally(() => database.close())
  },
  connect({ url, i, on }: Connect) {
    const party = parties[i]
    if (party === undefined) throw new Error(`there is no user ${i}: set USERS to as many as are wanted`)
    const heard: Heard = {
      acknowledged: (id) => on.ack(id),
      delivered: (id) => on.delivered(id),
      refused: (id, why) => on.error(id, why),
    }
    return talk(url, party, i, heard).then(({ say, close }) => ({ send: say, close }))
  },
}
