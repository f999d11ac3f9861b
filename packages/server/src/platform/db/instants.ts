import pg from 'pg'

const readAny: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)

/** `2026-11-22 15:42:02.123456+00`: the fraction may be shorter or missing. */
const YEAR_ENDS = 4
const TIME_BEGINS = 10
const FRACTION_BEGINS = 20
const ZERO = 48

/**
 * An instant as PostgreSQL writes it. Where the session's clock is UTC every part stands at its own place; the driver
 * takes it apart by a pattern, for each of the dozen instants of a conversation's row.
 */
export function readInstant(text: string): Date {
  const isUtc = text.endsWith('+00') && text[YEAR_ENDS] === '-' && text[TIME_BEGINS] === ' '
  const year = isUtc ? number(text, 0, YEAR_ENDS) : 0
  // Date.UTC takes the years of the first century for those of the twentieth.
  if (!(year >= 100)) return readAny(text)
  const [month, day, hour, minute, second] = [number(text, 5, 7), number(text, 8, 10), number(text, 11, 13), number(text, 14, 16), number(text, 17, 19)]
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, millis(text)))
}

function number(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) value = value * 10 + text.charCodeAt(at) - ZERO
  return value
}

/** The first three places of the fraction: what lies below is cut, as the driver does. */
function millis(text: string): number {
  const places = Math.min(3, text.length - '+00'.length - FRACTION_BEGINS)
  return places <= 0 ? 0 : number(text, FRACTION_BEGINS, FRACTION_BEGINS + places) * 10 ** (3 - places)
}

pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, readInstant)
