import * as z from 'zod'

/** An instant in UTC, ISO 8601 with milliseconds and `Z`. */
export const Instant = z.iso.datetime()
export type Instant = z.infer<typeof Instant>
