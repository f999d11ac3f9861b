import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { archiveSettings, restoreCommand } from './archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingda-archive-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const archive = join(folder, `it's 100 %full`)
mkdirSync(archive)

/** As PostgreSQL does it: names put in, the rest to the shell. */
function run(command: string, file: string): boolean {
  const filled = command.replaceAll(/%(.)/g, (_, letter: string) => ({ f: '0001', p: join(folder, file), '%': '%' })[letter] ?? `%${letter}`)
  try {
    execFileSync('/bin/sh', ['-c', filled], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a piece of the log is kept once, comes back the same, and is never written over by another', { skip: process.platform === 'win32' }, () => {
  const keep = String(archiveSettings(archive)['archive_command'])
  writeFileSync(join(folder, 'piece'), 'the log')
  writeFileSync(join(folder, 'other'), 'the log of another database')
  assert.equal(run(keep, 'piece'), true)
  assert.equal(run(keep, 'piece'), true, 'again after a crash')
  assert.equal(run(keep, 'other'), false)
  assert.equal(existsSync(join(archive, '0001.gz')), true)
  assert.equal(run(restoreCommand(archive), 'back'), true)
  assert.equal(readFileSync(join(folder, 'back'), 'utf8'), 'the log')
  rmSync(join(archive, '0001.gz'))
  assert.equal(run(restoreCommand(archive), 'none'), false)
  assert.equal(existsSync(join(folder, 'none')), false)
})
