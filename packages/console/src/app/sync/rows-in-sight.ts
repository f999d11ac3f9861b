export type RowsInSight = {
  /** @param shown ids of the rows that a list shows at the time it is asked; @returns ends it */
  watch: (shown: () => readonly string[]) => () => void
  /** Of all lists on the screen. */
  ids: () => ReadonlySet<string>
}

/** Which rows stand on the screen: they are what has to be read again when nothing that is held can be trusted. */
export function rowsInSight(): RowsInSight {
  const lists = new Set<() => readonly string[]>()
  return {
    watch: (shown) => {
      lists.add(shown)
      return () => void lists.delete(shown)
    },
    ids: () => new Set([...lists].flatMap((shown) => shown())),
  }
}
