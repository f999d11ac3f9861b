import { archiveSettings } from './archive.ts'

export type ClusterSettings = {
  port: number
  /** Where finished pieces of the log are kept; null: nowhere. */
  archiveDir: string | null
  /** For one start alone: where recovery ends, and where it takes the log from. */
  recovery?: Record<string, string>
}

/** The lines of yingda.conf, written anew at each start. */
export function settingsFor({ port, archiveDir, recovery = {} }: ClusterSettings): string {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    random_page_cost: 1.1,
    // Said aloud, for PostgreSQL reckons them from the size of a piece of the log.
    min_wal_size: '128MB',
    max_wal_size: '1GB',
    // What is acknowledged is on disk; said aloud so that nobody trades it for speed unseen.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // Containers give shared memory 64 MB; parallel workers ask for more and would fail the query.
    max_parallel_workers_per_gather: 0,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log must never hold what customers write: no statements, no parameters, no values in details.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_line_prefix: '%m [%p] ',
    ...archiveSettings(archiveDir),
    ...recovery,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${typeof value === 'string' ? quoted(value) : value}`)
  return `# Written by Yingda at every start; changes here are lost.\n${lines.join('\n')}\n`
}

/** As PostgreSQL reads its file: two of a quote are one, and so are two of a backslash, which alone would escape what follows. */
const quoted = (value: string): string => `'${value.replaceAll(/['\\]/g, '$&$&')}'`
