import type { CallBackNumber, CallBackTimes, CalledBackBody } from '@yingda/protocol/http/call-back.ts'
import type { AttachmentLink } from '@yingda/protocol/http/customer.ts'
import type { CommandAccepted, MessageAccepted } from '@yingda/protocol/http/common.ts'
import type {
  AssignBody,
  CannedReplies,
  Colleagues,
  ConversationCounts,
  ConversationDetail,
  ConversationList,
  ConversationListQuery,
  MergeBody,
  NoteBody,
  ResolveBody,
  SavedView,
  SavedViewBody,
  SavedViews,
  SearchResults,
  SnoozeBody,
  StaffEntriesPage,
  StaffMessageBody,
  TransferBody,
} from '@yingda/protocol/http/staff.ts'
import type { ArticleHit } from '@yingda/protocol/http/customer.ts'
import type * as z from 'zod'
import { queryString, request } from '../../app/http/request.ts'

type Of<T extends z.ZodType> = z.infer<T>

export const getConversations = (query: Partial<ConversationListQuery>, signal?: AbortSignal): Promise<ConversationList> =>
  request('GET', `/conversations${queryString(query)}`, undefined, { signal })
export const getCounts = (signal?: AbortSignal): Promise<ConversationCounts> => request('GET', '/conversations/counts', undefined, { signal })
export const getConversation = (id: string, signal?: AbortSignal): Promise<ConversationDetail> => request('GET', `/conversations/${id}`, undefined, { signal })
export const getEntries = (id: string, bounds: { after?: number; before?: number; limit: number }): Promise<StaffEntriesPage> =>
  request('GET', `/conversations/${id}/entries${queryString(bounds)}`)
export const getColleagues = (signal?: AbortSignal): Promise<Of<typeof Colleagues>> => request('GET', '/colleagues', undefined, { signal })
export const getCannedReplies = (signal?: AbortSignal): Promise<Of<typeof CannedReplies>> => request('GET', '/canned-replies', undefined, { signal })
export const getSavedViews = (signal?: AbortSignal): Promise<Of<typeof SavedViews>> => request('GET', '/views', undefined, { signal })
export const search = (q: string, signal?: AbortSignal): Promise<Of<typeof SearchResults>> =>
  request('GET', `/search${queryString({ q })}`, undefined, { signal })
export const searchArticles = (q: string, language: string, signal?: AbortSignal): Promise<{ articles: ArticleHit[] }> =>
  request('GET', `/articles${queryString({ q, language })}`, undefined, { signal })
export const getAttachmentLink = (id: string, variant: 'original' | 'thumbnail', signal?: AbortSignal): Promise<AttachmentLink> =>
  request('GET', `/attachments/${id}/link${queryString({ variant })}`, undefined, { signal })

const command = (id: string, verb: string, body: unknown = {}): Promise<CommandAccepted> => request('POST', `/conversations/${id}/${verb}`, body)

export const postMessage = (id: string, body: StaffMessageBody): Promise<MessageAccepted> => request('POST', `/conversations/${id}/messages`, body)
export const postNote = (id: string, body: NoteBody): Promise<MessageAccepted> => request('POST', `/conversations/${id}/notes`, body)
export const assign = (id: string, body: Of<typeof AssignBody>): Promise<CommandAccepted> => request('PUT', `/conversations/${id}/assignee`, body)
export const transfer = (id: string, body: TransferBody): Promise<CommandAccepted> => command(id, 'transfer', body)
export const resolve = (id: string, body: Of<typeof ResolveBody>): Promise<CommandAccepted> => command(id, 'resolve', body)
export const reopen = (id: string): Promise<CommandAccepted> => command(id, 'reopen')
export const snooze = (id: string, body: Of<typeof SnoozeBody>): Promise<CommandAccepted> => command(id, 'snooze', body)
export const wake = (id: string): Promise<CommandAccepted> => command(id, 'wake')
export const awaitCustomer = (id: string): Promise<CommandAccepted> => command(id, 'await-customer')
export const getCallBackTimes = (id: string, signal?: AbortSignal): Promise<CallBackTimes> =>
  request('GET', `/conversations/${id}/call-back-times`, undefined, { signal })
export const calledBack = (id: string, body: CalledBackBody): Promise<CommandAccepted> => command(id, 'called-back', body)
export const showNumber = (id: string): Promise<CallBackNumber> => request('POST', `/conversations/${id}/call-back-number`, {})
export const merge = (id: string, body: Of<typeof MergeBody>): Promise<CommandAccepted> => command(id, 'merge', body)
export const restrict = (id: string, restricted: boolean): Promise<CommandAccepted> => request('PUT', `/conversations/${id}/restriction`, { restricted })
export const redact = (id: string, seq: number, reason: string): Promise<CommandAccepted> => command(id, `entries/${seq}/redact`, { reason })
export const postMarks = (id: string, seq: number): Promise<unknown> => request('POST', `/conversations/${id}/marks`, { delivered: seq, read: seq })
export const exportAddress = (id: string): string => `/api/staff/conversations/${id}/export`

export const createView = (body: Of<typeof SavedViewBody>): Promise<SavedView> => request('POST', '/views', body)
export const updateView = (id: string, body: Of<typeof SavedViewBody>): Promise<SavedView> => request('PUT', `/views/${id}`, body)
export const deleteView = (id: string): Promise<unknown> => request('DELETE', `/views/${id}`)
