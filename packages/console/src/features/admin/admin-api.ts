import type { CannedReply, CannedReplyBody, CannedReplyChangeBody } from '@yingda/protocol/http/staff.ts'
import type {
  InvitationMade,
  InviteStaffBody,
  StaffMember,
  StaffMembers,
  Team,
  TeamBody,
  TeamChangeBody,
  TeamList,
  UpdateStaffBody,
} from '@yingda/protocol/http/staff-admin.ts'
import type * as z from 'zod'
import { request } from '../../app/http/request.ts'

export const getStaff = (signal?: AbortSignal): Promise<z.infer<typeof StaffMembers>> => request('GET', '/admin/staff', undefined, { signal })
export const inviteStaff = (body: InviteStaffBody): Promise<InvitationMade> => request('POST', '/admin/staff', body)
export const updateStaff = (id: string, body: UpdateStaffBody): Promise<StaffMember> => request('PUT', `/admin/staff/${id}`, body)
export const inviteAgain = (id: string): Promise<InvitationMade> => request('POST', `/admin/staff/${id}/invitation`, {})

export const getTeams = (signal?: AbortSignal): Promise<z.infer<typeof TeamList>> => request('GET', '/admin/teams', undefined, { signal })
export const createTeam = (body: TeamBody): Promise<Team> => request('POST', '/admin/teams', body)
export const updateTeam = (id: string, body: TeamChangeBody): Promise<Team> => request('PUT', `/admin/teams/${id}`, body)
export const deleteTeam = (id: string): Promise<unknown> => request('DELETE', `/admin/teams/${id}`)

export const createCannedReply = (body: CannedReplyBody): Promise<CannedReply> => request('POST', '/canned-replies', body)
export const updateCannedReply = (id: string, body: CannedReplyChangeBody): Promise<CannedReply> => request('PUT', `/canned-replies/${id}`, body)
export const deleteCannedReply = (id: string): Promise<unknown> => request('DELETE', `/canned-replies/${id}`)
