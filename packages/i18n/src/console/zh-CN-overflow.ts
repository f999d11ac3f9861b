/** Which other teams help a team, and from when on. */
export const overflow = {
  overflow: {
    title: '忙不过来时，由谁协助',
    hint: '客户仍在原来的队列里，位置不变；本组和协助的团队里，懂客户语言、擅长这类问题的同事谁先有空谁接待，等得最久的先接。只要这样的同事有一位在线，哪怕正忙，也不会分给不擅长的；一位都没有时，其他人才接。',
    nobody: '没有团队协助。',
    team: '协助团队 {{number}}',
    after: '{{team}}：客户等多少分钟后协助',
    minutes: '分钟后协助',
    whenNobody: '本组没有人在线时立即协助',
    add: '添加协助团队',
    remove: '移除{{team}}',
    wrong: '请填 0–240 之间的整数。',
    unskilled: '这个团队没有人擅长：{{questions}}。这类问题只有在擅长的同事都不在线时，才会分给他们。',
    speechless: '这个团队没有人用{{languages}}接待。用{{languages}}的客户只有在会的同事都不在线时，才会分给他们。',
    assigned: '由协助的团队接待，原队列：{{team}}',
  },
}
