/**
 * Files that customers and staff send. Owns their rows, the look into them and their bytes in the storage; a message
 * claims its files in its own command. Never decides who sees a conversation: `AttachmentReach` is filled from above.
 */
export { attachTo, type Attach } from './commands/attach-to.ts'
export { claimAttachments, claimKey, type Claim, type Claimed } from './commands/claim-attachments.ts'
export { moveAttachments } from './commands/move-attachments.ts'
export { redactAttachments } from './commands/redact-attachments.ts'
export { openInspector, type Inspector, type InspectorOptions } from './files/inspector.ts'
export { attachmentJobs, scheduleSweep, sweepOrphans, type AttachmentJobDependencies } from './jobs.ts'
export { createLinks, type Links } from './links.ts'
export type { AttachmentReach } from './queries/access-attachment.ts'
export { attachmentViews, placeKey } from './queries/attachment-views.ts'
export { attachmentRoutes, type AttachmentRoutesOptions } from './routes.ts'
export type { Place } from './store.ts'
