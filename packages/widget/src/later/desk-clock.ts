/**
 * The instant at which a clock here shows what one in that zone shows then, so that all that tells times tells the
 * desk's. Swedish is written as ISO is.
 */
export const onClockOf = (timeZone: string | undefined, at: number | string): number =>
  Date.parse(new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T'))
