/** The app's own later parts. Its sources say `import()`; the build makes each of them a call of `part`. */
import type { Fetched } from './loader/fetched.ts'

let fetched: Fetched
/** Said once by the app, before it asks for any part. */
export const fetchPartsBy = (by: Fetched): void => void (fetched = by)

export const part = <T>(file: string, load: () => Promise<T>): Promise<T> => fetched(file).then(load)
