import assert from 'node:assert/strict'
import { test } from 'node:test'
import { archiveSettings } from './archive.ts'
import { settingsFor } from './settings.ts'

/** As PostgreSQL's own reader of the file takes a quoted value; null where it would stumble. */
function readValue(conf: string, name: string): string | null {
  const text = new RegExp(`^${name} = '((?:[^'\\\\\\n]|\\\\.|'')*)'$`, 'm').exec(conf)?.[1]
  return text?.replaceAll(/\\(.)|''/g, (_, escaped: string | undefined) => escaped ?? "'") ?? null
}

test('a folder of any name comes out of the settings file as it went in', () => {
  for (const archiveDir of ['/mnt/log', "/mnt/it's 100 %full", String.raw`/mnt/back\slash`]) {
    assert.equal(readValue(settingsFor({ port: 5432, archiveDir }), 'archive_command'), archiveSettings(archiveDir)['archive_command'], archiveDir)
  }
})
