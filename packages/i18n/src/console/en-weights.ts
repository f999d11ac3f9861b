/** How many of an agent's places each kind of work takes. */
export const weights = {
  weights: {
    title: 'Places each kind of work takes',
    hint: 'An agent’s capacity is counted in places. A change applies to what is given out from now on; nobody loses what they hold. What is heavier than a capacity goes only to somebody with nothing else.',
    chat: 'Live chat',
    call_back_chat: 'Reply in writing later (chat or e-mail)',
    call_back_phone: 'Phone call',
    wrong: '0.25 to 10, in steps of 0.25.',
    saved: 'Saved. Work is given out by it from now on.',
  },
}
