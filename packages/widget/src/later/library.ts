/** Questions that change nothing or are done at once, with the customer looking: each resolves or throws. */
import type { ArticleHit, ArticleView, AttachmentLink, CustomerTransactions, RateConversationBody } from '@yingda/protocol/http/customer.ts'
import type { CallBackBody, CallBackChoices } from '@yingda/protocol/http/call-back.ts'
import type { Desk } from '../desk/desk.ts'

const HITS = 6
const languageOf = ({ store }: Desk) => store.get().language

export async function searchArticles(desk: Desk, words: string, signal: AbortSignal): Promise<readonly ArticleHit[]> {
  const query = new URLSearchParams({ q: words, language: languageOf(desk), limit: String(HITS) })
  return (await desk.http.get<{ articles: readonly ArticleHit[] }>(`/articles?${query}`, { signal })).articles
}

export const readArticle = (desk: Desk, slug: string): Promise<ArticleView> =>
  desk.http.get(`/articles/${encodeURIComponent(slug)}?language=${languageOf(desk)}`)

export const listTransactions = (desk: Desk, cursor: string | null): Promise<CustomerTransactions> =>
  desk.http.get(`/transactions${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`)

export const rateConversation = (desk: Desk, thread: string, rating: RateConversationBody): Promise<unknown> =>
  desk.http.put(`/conversations/${thread}/rating`, rating)

export const endConversation = (desk: Desk, thread: string): Promise<unknown> => desk.http.post(`/conversations/${thread}/end`, {})

export const callBackChoices = (desk: Desk, thread: string): Promise<CallBackChoices> => desk.http.get(`/conversations/${thread}/call-back-times`)
export const requestCallBack = (desk: Desk, thread: string, wanted: CallBackBody): Promise<unknown> =>
  desk.http.put(`/conversations/${thread}/call-back`, wanted)
export const cancelCallBack = (desk: Desk, thread: string): Promise<unknown> => desk.http.post(`/conversations/${thread}/call-back/cancel`, {})

/** A short-lived address of the file itself. */
export async function linkTo(desk: Desk, attachmentId: string, variant: 'original' | 'thumbnail'): Promise<string> {
  const { url } = await desk.http.get<AttachmentLink>(`/attachments/${attachmentId}/link?variant=${variant}`)
  return new URL(url, `${desk.world.base}/`).href
}

/** The record of a conversation, under the number by which both sides know it. */
export async function readTranscript(desk: Desk, thread: string): Promise<{ record: Blob; name: string }> {
  const ask = async (token: string): Promise<Response> =>
    fetch(`${desk.world.base}/api/customer/conversations/${thread}/transcript`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': languageOf(desk) },
    })
  const first = await ask(await desk.token())
  const response = first.status === 401 ? await ask(await desk.token({ fresh: true })) : first
  if (!response.ok) throw new Error(`transcript ${response.status}`)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { record: await response.blob(), name: name ?? `${thread}.txt` }
}
