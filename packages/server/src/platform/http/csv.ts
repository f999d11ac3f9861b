import type { FastifyReply } from 'fastify'

type Table = { fileName: string; head: readonly string[]; rows: readonly (readonly (string | number)[])[] }

/** A table as a file that spreadsheets open as UTF-8. Nothing in its cells was typed by a person, and none holds a comma or a quotation mark of its own. */
export function sendCsv(reply: FastifyReply, { fileName, head, rows }: Table): string {
  reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${fileName}"`)
  return `\u{feff}${[head, ...rows].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}
