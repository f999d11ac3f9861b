/** The admin's doors to staff and teams. Whatever changes something needs a fresh proof. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { InvitationMade, InviteStaffBody, StaffMembers, TeamBody, TeamChangeBody, TeamList, UpdateStaffBody } from '@yingda/protocol/http/staff-admin.ts'
import { Empty } from '@yingda/protocol/http/common.ts'
import { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import * as z from 'zod'
import { staffOf } from '../../../platform/http/access.ts'
import { createTeam } from '../commands/create-team.ts'
import { deleteTeam } from '../commands/delete-team.ts'
import { inviteStaff, type Invited } from '../commands/invite-staff.ts'
import { renewInvitation } from '../commands/renew-invitation.ts'
import { updateStaffMember } from '../commands/update-staff.ts'
import { changeTeam } from '../commands/update-team.ts'
import type { IdentityDeps } from '../deps.ts'
import { invitationLink } from '../invitation-link.ts'
import { listStaffMembers, listTeamsWithSize } from '../queries/admin.ts'

const StaffParams = z.strictObject({ id: StaffId })
const TeamParams = z.strictObject({ id: TeamId })
const staffWrite = { permission: 'staff.manage', stepUp: true } as const
const teamWrite = { permission: 'team.manage', stepUp: true } as const

export const adminRoutes: FastifyPluginAsyncZod<IdentityDeps> = async (app, deps) => {
  const { runner } = deps
  const shown = ({ id, token, expiresAt }: Invited) => ({ id, link: invitationLink(deps, token), expiresAt: expiresAt.toISOString() })

  app.get('/staff', { config: { permission: 'staff.manage' }, schema: { response: { 200: StaffMembers } } }, async (request) => ({
    staff: await runner.query(staffOf(request), listStaffMembers),
  }))

  app.post('/staff', { config: staffWrite, schema: { body: InviteStaffBody, response: { 200: InvitationMade } } }, async (request) =>
    shown(await runner.run(staffOf(request), (ctx) => inviteStaff(ctx, request.body))),
  )

  app.put('/staff/:id', { config: staffWrite, schema: { params: StaffParams, body: UpdateStaffBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => updateStaffMember(ctx, { ...request.params, ...request.body }))
    return {}
  })

  app.post('/staff/:id/invitation', { config: staffWrite, schema: { params: StaffParams, response: { 200: InvitationMade } } }, async (request) =>
    shown(await runner.run(staffOf(request), (ctx) => renewInvitation(ctx, request.params.id))),
  )

  app.get('/teams', { config: { permission: 'team.manage' }, schema: { response: { 200: TeamList } } }, async (request) => ({
    teams: await runner.query(staffOf(request), listTeamsWithSize),
  }))

  app.post('/teams', { config: teamWrite, schema: { body: TeamBody, response: { 200: z.strictObject({ id: TeamId }) } } }, async (request) => ({
    id: await runner.run(staffOf(request), (ctx) => createTeam(ctx, request.body)),
  }))

  app.put('/teams/:id', { config: teamWrite, schema: { params: TeamParams, body: TeamChangeBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => changeTeam(ctx, { ...request.params, ...request.body }))
    return {}
  })

  app.delete('/teams/:id', { config: teamWrite, schema: { params: TeamParams, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => deleteTeam(ctx, deps, request.params.id))
    return {}
  })
}
