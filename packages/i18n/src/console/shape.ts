/**
 * What every catalogue of the console must hold: the same keys as the Chinese one. A key that ends in `_other` may have
 * a `_one` beside it, for languages that count so.
 */
export type CatalogueShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : CatalogueShape<T[K]> } & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]?: string
}
