import * as z from 'zod'

/** The languages the product speaks. */
export const Language = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof Language>

/** The same words in each of them. */
export const Bilingual = z.strictObject({ 'zh-CN': z.string(), en: z.string() })
export type Bilingual = z.infer<typeof Bilingual>
