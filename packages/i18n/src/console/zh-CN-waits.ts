/** How long customers wait, and how well it is told to them. */
export const waits = {
  waits: {
    title: '等待预计准不准',
    when: '时段',
    third: { all: '全天', night: '0–8 点', day: '8–16 点', evening: '16–24 点' },
    told: '告知（次）',
    cannotSay: '说不准',
    compared: '有结果',
    inside: '在范围内',
    medianError: '误差中位数',
    medianWidth: '范围宽度中位数',
    medianWait: '实际等待中位数',
    minutes: '{{minutes}} 分钟',
    atLeast: '应不低于 {{percent}}',
    atMost: '应不超过 {{percent}}',
    below: '应低于 {{percent}}',
    nothing: '这段时间没有客户排队',
    nothingNext: '客户一排队，预计要等多久和后来等了多久都会记在这里。',
    clock: '时段按 {{timeZone}} 算。“有结果”是后来由同事接入的；先离开的客户没有可比的结果。',
  },
}
