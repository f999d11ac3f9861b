import { adoptInto } from '../loader/adopt.ts'

let root: ShadowRoot | null = null

/** Said once by the app; parts that come later bring their own style by `adopt`. */
export function adoptInRoot(shadow: ShadowRoot, css: string): void {
  root = shadow
  adoptInto(shadow, css)
}

export function adopt(css: string): void {
  if (root !== null) adoptInto(root, css)
}
