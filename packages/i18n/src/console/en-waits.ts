/** How long customers wait, and how well it is told to them. */
export const waits = {
  waits: {
    title: 'How well waits are estimated',
    when: 'Time of day',
    third: { all: 'All day', night: '0 to 8', day: '8 to 16', evening: '16 to 24' },
    told: 'Told (times)',
    cannotSay: 'Could not say',
    compared: 'With an outcome',
    inside: 'Inside the range',
    medianError: 'Median error',
    medianWidth: 'Median width',
    medianWait: 'Median actual wait',
    minutes: '{{minutes}} min',
    atLeast: 'should be at least {{percent}}',
    atMost: 'should be at most {{percent}}',
    below: 'should be below {{percent}}',
    nothing: 'Nobody stood in line in this time',
    nothingNext: 'Once somebody does, what they are told of their wait and how long it then took stand here.',
    clock: 'Hours are those of {{timeZone}}. An outcome is there once a colleague joined; who left before has none to compare with.',
  },
}
