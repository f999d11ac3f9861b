/** A colleague is asked before a conversation is his: the card, its keys, the record. */
export const offers = {
  offer: {
    title: 'A conversation for you',
    left: '{{seconds}} s left',
    waited: 'Waiting',
    accept: 'Accept',
    decline: 'Decline',
    arrived: 'A conversation is offered to you: {{question}}',
    declined: 'It goes to a colleague.',
    offered: '{{name}} was asked to take it',
    ended: { declined: '{{name}} declined', lapsed: '{{name}} didn’t respond in time', agent_away: '{{name}} isn’t there any more, somebody else is asked' },
    accepted: '{{name}} accepted it',
    mode: 'How work is given out',
    direct: 'Given at once',
    ask: 'Offered first, to be accepted',
    seconds: 'Time to accept, in seconds',
    secondsHint: '10 to 120. After that the next colleague is asked; the customer keeps the place in line.',
    secondsWrong: 'Enter a whole number from 10 to 120.',
  },
  away: {
    offers_missed: 'You let two offers in a row lapse, so you were set to away and get nothing new.',
    silent: 'A customer had no answer from you in time. The conversation is back in line, and you were set to away.',
    back: 'I’m back',
    stay: 'Stay away',
  },
}
