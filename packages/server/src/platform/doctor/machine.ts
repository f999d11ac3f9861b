/** What the machine has to offer: Node, disk, the built front ends. */
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { failed, type Finding, note, ok } from './finding.ts'

export function checkNode(version: string = process.versions.node): Finding {
  const major = Number.parseInt(version, 10)
  if (major === 24) return ok('node', `Node ${version}.`)
  if (major > 24) return note('node', `Node ${version} is newer than the tested 24.`, 'Use Node 24 if something is odd.')
  return failed('node', `Node ${version} is too old.`, 'Start through npm, or install Node 24.')
}

const GIGABYTE = 1_000_000_000

/** Of the data folder, and of the folder with the files where that is another disk. */
export async function checkDisks({ dataDir, storage }: Pick<Config, 'dataDir' | 'storage'>): Promise<Finding[]> {
  const data = await freeAt(dataDir)
  const ofData = judge('disk', data, 'Make room: PostgreSQL stops when the disk is full.')
  if (storage.kind !== 'local') return [ofData]
  const files = await freeAt(storage.folder)
  return files.device === data.device ? [ofData] : [ofData, judge('storage disk', files, 'Make room: files are refused when the disk is full.')]
}

type Free = { folder: string; bytes: number; device: number }

async function freeAt(wanted: string): Promise<Free> {
  const folder = await nearestFolder(wanted)
  const { bavail, bsize } = await statfs(folder)
  return { folder, bytes: bavail * bsize, device: (await stat(folder)).dev }
}

export function judge(check: string, { folder, bytes }: Pick<Free, 'folder' | 'bytes'>, todo: string): Finding {
  const free = `${(bytes / GIGABYTE).toFixed(1)} GB free at ${folder}.`
  if (bytes < GIGABYTE) return failed(check, free, todo)
  return bytes < 5 * GIGABYTE ? note(check, free, 'Make room soon.') : ok(check, free)
}

export async function checkFrontEnds(root: string): Promise<Finding> {
  const files = ['packages/console/dist/index.html', 'packages/widget/dist/widget.js']
  const missing: string[] = []
  for (const file of files) if (!(await exists(join(root, file)))) missing.push(file)
  if (missing.length === 0) return ok('front ends', 'Console and widget are built.')
  return failed('front ends', `Not built: ${missing.join(', ')}.`, 'Run npm run prepare.')
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
