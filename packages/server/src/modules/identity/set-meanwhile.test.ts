import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffSetting } from '@yingda/protocol/http/staff-admin.ts'
import { Refused } from '../../platform/refused.ts'
import { anAgent, aServer, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { setTeamOverflow } from './api.ts'
import { updateStaffMember } from './commands/update-staff.ts'
import { changeTeam } from './commands/update-team.ts'
import { listTeamsWithSize } from './queries/admin.ts'
import { findStaff } from './store/staff.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const admin = await anAgent(db, { role: 'admin' })
const isChanged = (error: unknown) => error instanceof Refused && error.code === 'setting.changed'

test('whoever was let go does not come back because his skills are changed in a window that was open before', async () => {
  const { staffId: id } = await anAgent(db, { name: '林晓', capacity: 5 })
  const was: StaffSetting = { name: '林晓', role: 'agent', teamIds: [], capacity: 5, active: true }
  const update = (setting: StaffSetting, seen?: StaffSetting) =>
    runner.run(admin, (ctx) => updateStaffMember(ctx, { id, ...setting, ...(seen && { was: seen }) }))
  await update({ ...was, active: false }, was)
  await assert.rejects(update({ ...was, skills: { refund: 3 } }, was), isChanged)
  const gone = await findStaff({ db }, id)
  assert.deepEqual([gone?.active, gone?.skills.refund === 3], [false, false])
  // The same again, as after an answer that got lost, and a change of what stands now.
  await update({ ...was, active: false }, was)
  await update({ ...was, capacity: 3, active: false }, { ...was, active: false })
  assert.equal((await findStaff({ db }, id))?.capacity, 3)
})

test('of eight who change a team, or who helps it, at once one is taken in and the others are told', async () => {
  const teamId = await aTeam(db)
  const { id: _id, members: _members, ...was } = (await runner.query(SYSTEM, listTeamsWithSize)).find(({ id }) => id === teamId) ?? assert.fail()
  const eight = Array.from({ length: 8 }, (_, index) => index)
  const names = eight.map((index) => runner.run(admin, (ctx) => changeTeam(ctx, { id: teamId, ...was, nameEn: `Team ${index}`, was })))
  assert.deepEqual(await outcomes(names), { saved: 1, changed: 7 })
  const steps = await Promise.all(eight.map(async (index) => [{ teamId: await aTeam(db), afterMinutes: index, whenNobody: true }]))
  const helpers = steps.map((each) => runner.run(admin, (ctx) => setTeamOverflow(ctx, { teamId, steps: each, was: [] })))
  assert.deepEqual(await outcomes(helpers), { saved: 1, changed: 7 })
})

async function outcomes(all: readonly Promise<unknown>[]) {
  const done = await Promise.allSettled(all)
  return {
    saved: done.filter(({ status }) => status === 'fulfilled').length,
    changed: done.filter((each) => each.status === 'rejected' && isChanged(each.reason)).length,
  }
}
