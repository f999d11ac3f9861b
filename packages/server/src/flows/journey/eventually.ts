const LOOK_EVERY_MS = 100
const PATIENCE_MS = 20_000

/** Wait until this holds: for what no locator can wait for. A page's policy may forbid the browser's own way of waiting. */
export async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`it does not come about that ${what}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
