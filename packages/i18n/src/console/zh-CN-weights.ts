/** How many of an agent's places each kind of work takes. */
export const weights = {
  weights: {
    title: '每种接待占多少名额',
    hint: '每位同事的接待上限按名额算。更改后对新分配的会话生效，手上已有的不受影响。比上限还重的，只分给手上没有会话的同事。',
    chat: '在线对话',
    call_back_chat: '稍后书面回复（对话或邮件）',
    call_back_phone: '电话回复',
    wrong: '0.25–10，以 0.25 为单位。',
    saved: '已保存，从现在起按新的名额分配。',
  },
}
