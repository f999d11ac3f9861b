import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { addressForLibpq, findTool } from './pg-tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingda-tools-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function aPlace(version: string): string {
  const place = join(folder, version)
  mkdirSync(place)
  writeFileSync(join(place, 'pg_dump'), `#!/bin/sh\necho 'pg_dump (PostgreSQL) ${version}'\n`)
  chmodSync(join(place, 'pg_dump'), 0o755)
  return place
}

test('of the programs that are new enough the oldest is taken; where none is, the package is named', { skip: process.platform === 'win32' }, async () => {
  const places = ['18beta2', '15.18 (Debian 15.18-0+deb12u1)', '16.4'].map(aPlace)
  assert.equal((await findTool('pg_dump', 15, places)).major, 15)
  assert.equal((await findTool('pg_dump', 16, places)).major, 16)
  assert.equal((await findTool('pg_dump', 17, places)).major, 18)
  await assert.rejects(findTool('pg_dump', 19, places), /needs pg_dump 19 or later, and pg_dump here is 18: install Debian's package postgresql-client-19/)
  await assert.rejects(findTool('pg_dump', 15, [folder]), /there is no pg_dump here/)
})

test('an address that our driver takes is one that pg_dump takes: encrypted as before, and the rest as it was', () => {
  const asked = (query: string): string => new URL(addressForLibpq(`postgres://yingda:a%2Fb@db:5432/yingda?${query}`)).search
  assert.equal(asked('uselibpqcompat=true&sslmode=require'), '?sslmode=require')
  assert.equal(asked('sslmode=no-verify'), '?sslmode=require')
  assert.equal(asked('ssl=no-verify'), '?sslmode=require')
  assert.equal(asked('ssl=true'), '?sslmode=require')
  assert.equal(asked('ssl=0'), '?sslmode=disable')
  assert.equal(asked('ssl=true&sslmode=verify-full&sslrootcert=/etc/ca.pem'), '?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem')
  assert.equal(addressForLibpq('postgres://yingda:a%2Fb@db/yingda'), 'postgres://yingda:a%2Fb@db/yingda')
})
