import * as z from 'zod'

/** The shape of one entry type: its dotted name, and what it carries. */
export const entry = <T extends string, S extends z.ZodRawShape>(type: T, data: S) => z.strictObject({ type: z.literal(type), data: z.strictObject(data) })
