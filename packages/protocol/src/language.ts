import * as z from 'zod'

/** The languages the product speaks. */
export const Language = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof Language>
