/** A server cannot be had at the address it was told. The message says why and what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

type Place = { host: string; port: number }

/** What `begin` does ends in listening there. @throws CannotListen; another program at that address is told as it is (EADDRINUSE) */
export async function listeningAt<T>(place: Place, begin: () => Promise<T>): Promise<T> {
  try {
    return await begin()
  } catch (error) {
    const words = error instanceof Error && 'code' in error ? whyNot(String(error.code), place) : null
    throw words === null ? error : new CannotListen(words, { cause: error })
  }
}

function whyNot(code: string, { host, port }: Place): string | null {
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return `${host} is no address of this machine (${code}). Set HOST to one of its addresses, or to 0.0.0.0 for all of them.`
  if (code === 'EACCES') return `This account may not listen on port ${port}. Set PORT to 1024 or above; a proxy in front can have the lower one.`
  return null
}
