import * as z from 'zod'

/** Branded UUIDs (version 7, made by the application): an id of one thing cannot be handed where another is meant. */
const id = <B extends string>() => z.uuid().brand<B>()

export const ConversationId = id<'ConversationId'>()
export type ConversationId = z.infer<typeof ConversationId>
export const CustomerId = id<'CustomerId'>()
export type CustomerId = z.infer<typeof CustomerId>
export const StaffId = id<'StaffId'>()
export type StaffId = z.infer<typeof StaffId>
export const TeamId = id<'TeamId'>()
export type TeamId = z.infer<typeof TeamId>
export const AttachmentId = id<'AttachmentId'>()
export type AttachmentId = z.infer<typeof AttachmentId>
export const CannedReplyId = id<'CannedReplyId'>()
export type CannedReplyId = z.infer<typeof CannedReplyId>
export const CalendarId = id<'CalendarId'>()
export type CalendarId = z.infer<typeof CalendarId>
export const IncidentId = id<'IncidentId'>()
export type IncidentId = z.infer<typeof IncidentId>
export const SavedViewId = id<'SavedViewId'>()
export type SavedViewId = z.infer<typeof SavedViewId>

/** Made by the client, unique per sender and conversation: what makes sending and starting repeatable without effect. */
export const ClientId = z.uuid().brand<'ClientId'>()
export type ClientId = z.infer<typeof ClientId>
