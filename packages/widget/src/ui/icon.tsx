type Props = { d: string; size?: 12 | 14 | 16 | 20 | 24 }

/** One of our own drawings from `packages/ui/src/icons.ts`; never text from anybody. Decorative: the words stand beside it or on its button. */
export const Icon = ({ d, size = 16 }: Props) => (
  <svg class="i" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" dangerouslySetInnerHTML={{ __html: d }} />
)
