/**
 * A stream from its beginning to its end, page by page, as long as it may be: nothing is cut off, and one page at a time
 * is in memory.
 *
 * @param read the entries after this number, in order; none when there are no more
 */
export async function* inPages<E extends { seq: number }>(read: (after: number) => Promise<readonly E[]>): AsyncGenerator<readonly E[]> {
  for (let page = await read(0); page.length > 0; page = await read(page.at(-1)?.seq ?? 0)) yield page
}
