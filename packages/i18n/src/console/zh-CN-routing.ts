/** 谁会处理什么，以及会话先分给团队里的谁。 */
export const routing = {
  routing: {
    languages: '服务语言',
    skills: '擅长的问题',
    skillsHint: '优先分给更熟练的同事；没有设级别的，只在没有别人时分给。',
    level: { none: '不接', basic: '入门', able: '熟练', expert: '专家' },
    strategy: '会话先分给',
    strategies: { least_busy: '手上最不忙的同事', longest_idle: '空闲最久的同事' },
  },
}
