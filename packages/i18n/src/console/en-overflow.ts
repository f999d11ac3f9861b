/** Which other teams help a team, and from when on. */
export const overflow = {
  overflow: {
    title: 'Who helps when it is too much',
    hint: 'Customers stay in this line and keep their place. Whoever is free first, here or there, takes the one who has waited longest.',
    nobody: 'No other team helps.',
    team: 'Helping team {{number}}',
    after: '{{team}}: helps after how many minutes of waiting',
    minutes: 'min of waiting',
    whenNobody: 'At once while nobody of this team is there',
    add: 'Add a team that helps',
    remove: 'Remove {{team}}',
    wrong: 'Enter a whole number from 0 to 240.',
    assigned: 'Helped out; it waited in the line of {{team}}',
  },
}
