/** A line that says how far it is: redrawn on a terminal, once every tenth elsewhere. */
export function progressBar(total: number, out: NodeJS.WriteStream): { step(): void; end(): void } {
  let done = 0
  let told = -1
  const WIDTH = 30
  return {
    step() {
      done += 1
      const share = total === 0 ? 1 : done / total
      const line = `${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')} ${done}/${total}`
      if (out.isTTY) out.write(`\r${line}`)
      else if (Math.floor(share * 10) > told) {
        told = Math.floor(share * 10)
        out.write(`${line}\n`)
      }
    },
    end: () => void (out.isTTY && out.write('\n')),
  }
}
