/** What the machine has to offer: Node, disk, the built front ends. */
import { access, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { failed, type Finding, note, ok } from './finding.ts'

export function checkNode(version: string = process.versions.node): Finding {
  const major = Number.parseInt(version, 10)
  if (major === 24) return ok('node', `Node ${version}.`)
  if (major > 24) return note('node', `Node ${version} is newer than the tested 24.`, 'Use Node 24 if something is odd.')
  return failed('node', `Node ${version} is too old.`, 'Start through npm, or install Node 24.')
}

const GIGABYTE = 1_000_000_000

export async function checkDisk(dataDir: string): Promise<Finding> {
  const folder = await nearestFolder(dataDir)
  const { bavail, bsize } = await statfs(folder)
  const free = `${((bavail * bsize) / GIGABYTE).toFixed(1)} GB free at ${folder}.`
  if (bavail * bsize < GIGABYTE) return failed('disk', free, 'Make room: PostgreSQL stops when the disk is full.')
  return bavail * bsize < 5 * GIGABYTE ? note('disk', free, 'Make room soon.') : ok('disk', free)
}

export async function checkFrontEnds(root: string): Promise<Finding> {
  const files = ['packages/console/dist/index.html', 'packages/widget/dist/widget.js']
  const missing: string[] = []
  for (const file of files) if (!(await exists(join(root, file)))) missing.push(file)
  if (missing.length === 0) return ok('front ends', 'Console and widget are built.')
  return failed('front ends', `Not built: ${missing.join(', ')}.`, 'Run npm run build.')
}

/** The folder itself or the closest one above it that exists. */
export async function nearestFolder(folder: string): Promise<string> {
  return (await exists(folder)) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
