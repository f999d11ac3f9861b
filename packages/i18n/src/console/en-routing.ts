/** Who can answer what, and to whom of a team a conversation goes. */
export const routing = {
  routing: {
    languages: 'Writes in',
    skills: 'Questions',
    skillsHint: 'Whoever knows more is given it first; those without a level only when nobody there has one.',
    level: { none: 'None', basic: 'Basic', able: 'Able', expert: 'Expert' },
    strategy: 'Given out to',
    strategies: { least_busy: 'The least busy', longest_idle: 'Whoever waited longest for work' },
  },
}
