import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Party } from '../seed.ts'

export type PartiesFile = { databaseUrl: string; parties: readonly Party[] }

/** In the harness's own scratch folder: its load generator is another process than the one that starts the server. */
export const partiesFile = (): string => join(process.env['BENCH_DIR'] ?? join(tmpdir(), 'bench-peers'), 'yingda-parties.json')
