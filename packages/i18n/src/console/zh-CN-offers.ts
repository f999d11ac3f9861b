/** A colleague is asked before a conversation is his: the card, its keys, the record. */
export const offers = {
  offer: {
    title: '有新会话，请您接受',
    left: '还剩 {{seconds}} 秒',
    waited: '已等',
    accept: '接受',
    decline: '不接',
    arrived: '有一个会话等您接受：{{question}}',
    declined: '已转给其他同事。',
    offered: '询问{{name}}是否接受',
    ended: { declined: '{{name}}没有接受', lapsed: '{{name}}没有及时回应', agent_away: '{{name}}已不在，改问其他同事' },
    accepted: '{{name}}接受了会话',
    mode: '交给同事的方式',
    direct: '直接交给同事',
    ask: '先问同事是否接受',
    seconds: '接受时限（秒）',
    secondsHint: '10–120 秒。到时没有接受，就问下一位同事，客户的位置不变。',
    secondsWrong: '请填 10–120 之间的整数。',
  },
  away: {
    offers_missed: '您连续两次没有回应分来的会话，已为您改为“暂不接待”，不再分配新会话。',
    silent: '有客户没有等到您的答复，会话已放回队列，并已为您改为“暂不接待”。',
    back: '我回来了',
    stay: '暂不接待',
  },
}
