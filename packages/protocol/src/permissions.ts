import * as z from 'zod'

/** Everything a member of staff may be allowed to do. A route names one of these or does not start. */
export const PERMISSIONS = [
  'self.manage', // own session, own second factors, own presence
  'conversation.read', // within reach: own teams' queues, held or once held, mentioned
  'conversation.reply',
  'conversation.take',
  'conversation.assign', // to somebody else
  'conversation.transfer',
  'conversation.resolve',
  'conversation.merge',
  'conversation.read_restricted',
  'conversation.restrict',
  'entry.redact',
  'customer.read',
  'customer.block',
  'customer.care', // who gets priority service, and why
  'wallet.read',
  'article.read',
  'canned_reply.read',
  'canned_reply.manage',
  'colleague.read',
  'calendar.manage',
  'promise.manage', // how soon an answer is promised
  'overflow.manage', // which team helps which
  'team.manage',
  'staff.manage',
  'export.read',
  'watch.read', // alarms, accounts, the wallboard, and who changed which setting
  'incident.read', // what is disturbed, and planned work
  'incident.manage', // tell customers of it
  'delivery.manage', // answers that reached nobody: try again, or settle
] as const
export const Permission = z.enum(PERMISSIONS)
export type Permission = z.infer<typeof Permission>

export const ROLES = ['agent', 'lead', 'admin'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

const AGENT = [
  'self.manage',
  'conversation.read',
  'conversation.reply',
  'conversation.take',
  'conversation.transfer',
  'conversation.resolve',
  'conversation.merge',
  'customer.read',
  'wallet.read',
  'article.read',
  'canned_reply.read',
  'colleague.read',
  'incident.read',
] as const satisfies readonly Permission[]

const LEAD = [
  ...AGENT,
  'conversation.assign',
  'conversation.restrict',
  'conversation.read_restricted',
  'entry.redact',
  'customer.block',
  'customer.care',
  'canned_reply.manage',
  'calendar.manage',
  'promise.manage',
  'overflow.manage',
  'export.read',
  'watch.read',
  'incident.manage',
  'delivery.manage',
] as const satisfies readonly Permission[]

/** What each role may do; reach (which conversations) is decided apart, by team and role. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  agent: AGENT,
  lead: LEAD,
  admin: [...LEAD, 'team.manage', 'staff.manage'],
}
