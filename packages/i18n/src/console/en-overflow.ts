/** Which other teams help a team, and from when on. */
export const overflow = {
  overflow: {
    title: 'Who helps when it is too much',
    hint: 'Customers stay in this line and keep their place. Of those here and there who speak the customer’s language and are skilled in the question, whoever is free first takes the one who has waited longest. While one of them is online, even if busy, nobody else is given it; the others answer only when none is.',
    nobody: 'No other team helps.',
    team: 'Helping team {{number}}',
    after: '{{team}}: helps after how many minutes of waiting',
    minutes: 'min of waiting',
    whenNobody: 'At once while nobody of this team is there',
    add: 'Add a team that helps',
    remove: 'Remove {{team}}',
    wrong: 'Enter a whole number from 0 to 240.',
    unskilled: 'Nobody in this team is skilled in: {{questions}}. They’re given such questions only while nobody online is.',
    speechless: 'Nobody in this team writes in: {{languages}}. They’re given such customers only while nobody online does.',
    assigned: 'Helped out; it waited in the line of {{team}}',
  },
}
