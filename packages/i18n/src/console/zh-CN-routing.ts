/** Who can do what, and whom of a team a conversation goes to first. */
export const routing = {
  routing: {
    languages: '服务语言',
    skills: '擅长的问题',
    skillsHint: '优先分给更熟练的同事；没有设级别的同事，只在没有别人时才会分到。',
    level: { none: '未设', basic: '入门', able: '熟练', expert: '专家' },
    strategy: '会话先分给',
    strategies: { least_busy: '手上最不忙的同事', longest_idle: '空闲最久的同事' },
  },
}
