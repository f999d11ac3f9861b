import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { iconHeadset } from '@yingda/ui/icons.ts'
import { keys } from '../../app/query-keys.ts'
import { useShortcut } from '../../app/keys/use-shortcut.ts'
import { useSync } from '../../app/sync/use-sync.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { Wait } from '../../app/ui/Wait.tsx'
import { useRun } from '../../app/use-run.ts'
import { useConversationTitle } from '../conversation/use-conversation-title.ts'
import { acceptOffer, declineOffer } from './offer-api.ts'
import type { StandingOffer } from './standing-offers.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

type OfferCardProps = { offer: StandingOffer; hasKeys: boolean }

/** Who asks what, how long the customer has waited, and how long I have to say yes. */
export function OfferCard({ offer, hasKeys }: OfferCardProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { changed } = useSync()
  const { run, busy } = useRun()
  const left = useSecondsLeft(offer)
  const { conversation } = offer
  const title = useConversationTitle()(conversation)
  const answer = async (say: (id: string) => Promise<unknown>, done?: string) => {
    const accepted = await run(() => say(conversation.id), done)
    void client.invalidateQueries({ queryKey: keys.offers })
    changed(conversation.id)
    return accepted
  }
  const accept = async () => {
    if (!(await answer(acceptOffer))) return
    await navigate({ to: '/inbox/$list/$conversationId', params: { list: 'desk', conversationId: conversation.id } })
  }
  const decline = () => answer(declineOffer, t('offer.declined'))
  useShortcut('accept_offer', () => void accept(), hasKeys && !busy && left > 0)
  useShortcut('decline_offer', () => void decline(), hasKeys && !busy && left > 0)
  if (left === 0) return null
  const facts = [t(`question.${conversation.questionType}`), conversation.amount && formatMoney(conversation.amount), t(`language.${conversation.language}`)]
  return (
    <section className="offer" aria-label={t('offer.title')}>
      <p className="sr" role="alert">
        {t('offer.arrived', { question: t(`question.${conversation.questionType}`) })}
      </p>
      <header>
        <Icon of={iconHeadset} />
        <h2>{t('offer.title')}</h2>
        <span className="num am" aria-hidden="true">
          {t('offer.left', { seconds: left })}
        </span>
      </header>
      <div className="of-what">
        <b lang={conversation.language}>{title}</b>
        <small>{facts.filter(Boolean).join(t('common.listComma'))}</small>
        <small>
          {conversation.customer.name ?? t('customer.visitor')}
          {conversation.waitingSince && (
            <span>
              {t('offer.waited')} <Wait since={conversation.waitingSince} />
            </span>
          )}
        </small>
      </div>
      <div className="actions">
        <Button busy={busy} onClick={() => void decline()}>
          {t('offer.decline')} {hasKeys && <kbd>X</kbd>}
        </Button>
        <Button look="primary" busy={busy} onClick={() => void accept()}>
          {t('offer.accept')} {hasKeys && <kbd>Y</kbd>}
        </Button>
      </div>
    </section>
  )
}
