/** What the embedded database can say no with. Both carry a whole sentence for the person at the terminal. */

/** Another server owns this data folder and is alive. Its address is where the person should go instead. */
export class DatabaseOwned extends Error {
  override readonly name = 'DatabaseOwned'
  readonly address: string
  readonly pid: number

  constructor(owner: { address: string; pid: number }, dir: string) {
    super(
      `Yingda is already running on ${dir}: open ${owner.address} (process ${owner.pid}). Stop it first, or set YINGDA_DATA to another folder and PORT to another port.`,
    )
    this.address = owner.address
    this.pid = owner.pid
  }
}

/** The embedded database cannot be made to run here. The message says why and what to do. */
export class EmbeddedFailed extends Error {
  override readonly name = 'EmbeddedFailed'
}

/** Where the embedded database tells what it does; pino's logger fits. */
export type EmbeddedLog = {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}
