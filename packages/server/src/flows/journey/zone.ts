/** A time zone where this hour of the day runs now, whenever that is. */
export function zoneWhereItIs(hour: number): string {
  const east = (hour - new Date().getUTCHours() + 24) % 24
  const hours = east > 14 ? east - 24 : east
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
}
