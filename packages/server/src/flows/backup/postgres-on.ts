import { readdirSync, readFileSync } from 'node:fs'

/** Processes of PostgreSQL on this folder, by their command lines: the folder that would name them may be gone. */
export function postgresOn(dataDir: string): string[] {
  const commands = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
  return commands.filter((line) => line.includes('postgres') && line.includes(dataDir))
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // gone meanwhile
  }
}
