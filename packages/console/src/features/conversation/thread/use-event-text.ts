import { useTranslation } from 'react-i18next'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { deviceFacts, pageName } from '../../customer/came-from.ts'
import { useWhenText } from '../../../app/ui/When.tsx'
import { useCallBackTime } from '../call-back/use-call-back-time.ts'
import { useTeamName } from '../use-team-name.ts'

const ASKED = { phone: 'callBack.askedPhone', mail: 'callBack.askedMail', chat: 'callBack.askedChat' } as const
const ASSIGNED = { taken: 'event.taken', routed: 'event.routed', accepted: 'offer.accepted', merged: 'event.cameAlong' } as const

/** One sentence for each entry that is neither message nor note: who did what. */
export function useEventText(): (entry: StaffEntry) => string {
  const { t } = useTranslation()
  const when = useWhenText()
  const teamOf = useTeamName()
  const timeOf = useCallBackTime()
  const teamName = (id: string): string => teamOf(id, t('event.aTeam'))
  const nameOf = ({ actor }: StaffEntry): string => {
    if (actor.kind === 'agent' || actor.kind === 'bot') return actor.name
    return t(actor.kind === 'customer' ? 'event.theCustomer' : 'event.theSystem')
  }

  return (entry) => {
    const name = nameOf(entry)
    const { type, data } = entry.entry
    switch (type) {
      case 'conversation.opened': {
        const page = pageName(data.context.page)
        const version = data.context.appVersion && t('customer.appVersion', { version: data.context.appVersion })
        const from = [...deviceFacts(data.context), version].filter(Boolean).join(t('common.comma'))
        const where = page ? t('event.openedFrom', { page: page.name }) : t('event.opened', { question: t(`question.${data.questionType}`) })
        return from ? t('event.withDevice', { where, from }) : where
      }
      case 'conversation.linked':
        return t('event.linked')
      case 'transaction.attached':
        return t('event.transaction', {
          amount: formatMoney(data.transaction.amount),
          type: t(`wallet.type.${data.transaction.type}`),
          status: t(`wallet.status.${data.transaction.status}`),
          counterparty: data.transaction.counterparty,
        })
      case 'message.posted':
      case 'note.added':
        return ''
      case 'answer.rated':
        return t(data.helped ? 'event.helped' : 'event.notHelped')
      case 'conversation.queued':
        return t('event.queued', { reason: t(`handover.${data.reason}`), team: teamName(data.teamId) })
      case 'conversation.returned_to_bot':
        return t('event.returnedToBot')
      case 'conversation.call_back_requested':
        if (data.moved === true) return t('callBack.moved', { time: timeOf(data) })
        return t(ASKED[data.channel], { time: timeOf(data), number: data.number ?? '', address: data.address ?? '' })
      case 'conversation.call_back_cancelled':
        return t('callBack.cancelled', { name })
      case 'conversation.called_back':
        if (data.reached) return t('callBack.wasReached', { name })
        if (data.agreed === true) return t('callBack.agreed', { name, time: timeOf(data) })
        return data.from === null ? t('callBack.wasNotReached', { name }) : t('callBack.triedAgain', { name, time: timeOf(data) })
      case 'conversation.number_shown':
        return t('callBack.numberShown', { name })
      case 'conversation.offered':
        return t('offer.offered', { name: data.agentName })
      case 'conversation.offer_ended':
        return t(`offer.ended.${data.why}`, { name: data.agentName })
      case 'conversation.assigned':
        return [
          data.how === 'given' ? t('event.given', { by: name, name: data.agentName }) : t(ASSIGNED[data.how], { name: data.agentName }),
          ...(data.overflowFrom === undefined ? [] : [t('overflow.assigned', { team: teamName(data.overflowFrom) })]),
        ].join(t('common.comma'))
      case 'promise.at_risk':
      case 'promise.missed':
        if (data.promise === 'resolution') return t(type === 'promise.missed' ? 'event.resolutionMissed' : 'event.resolutionAtRisk', { at: when(data.dueAt) })
        return t(type === 'promise.missed' ? 'event.promiseMissed' : 'event.promiseAtRisk', { promise: t(`promise.${data.promise}`), at: when(data.dueAt) })
      case 'conversation.transferred':
        if (data.why !== undefined) return t(data.why === 'agent_gone' ? 'event.leftBehind' : 'event.released', { to: teamName(data.teamId) })
        return t('event.transferred', { name, to: data.toAgentName ?? teamName(data.teamId) })
      case 'message.mailed':
        return t(data.askedFor === true ? 'event.mailedAsked' : 'event.mailed', { count: data.ofSeqs.length })
      case 'message.undelivered':
        return t('event.undelivered', { count: data.ofSeqs.length, reason: t(`undelivered.reason.${data.reason}`) })
      case 'message.delivery_settled':
        return t('event.deliverySettled', { name })
      case 'conversation.snoozed':
        return t('event.snoozed', { name, until: when(data.until) })
      case 'conversation.woken':
        return t(`event.woken.${data.why}`, { name })
      case 'conversation.awaiting_customer':
        return t('event.awaiting', { name })
      case 'conversation.resolved':
        return t('event.resolved', { name, outcome: t(`outcome.${data.outcome}`) })
      case 'conversation.reopened':
        return t(`event.reopened.${data.why}`, { name })
      case 'conversation.closed':
        return t(`event.closed.${data.why}`)
      case 'conversation.rated':
        return t(data.revised ? 'event.ratedAgain' : 'event.rated', { score: data.score })
      case 'conversation.restricted':
        return t(data.restricted ? 'event.restricted' : 'event.unrestricted', { name })
      case 'conversation.care_changed':
        return t(data.care ? 'care.event.given' : 'care.event.ended', { name })
      case 'conversation.danger_told':
        return t('event.dangerTold')
      case 'conversation.merged_into':
        return t('event.mergedInto', { name })
      case 'conversation.merged_from':
        return t('event.mergedFrom', { name })
      case 'customer.joined':
        return t('event.joined')
      case 'wallet.looked_up':
        return t(`event.looked.${data.result}`, { name })
      case 'entry.redacted':
        return t('event.redacted', { name, reason: data.reason })
    }
  }
}
