/** A wallet's page with the widget in it, on an origin that exists nowhere. */

export const WALLET = 'https://wallet.test'
export const DESK = 'https://desk.test'
/** A strict page: no inline style or script, nothing from any other host. */
export const POLICY = `default-src 'none'; script-src 'self' ${DESK}; style-src 'self'; img-src 'self' ${DESK}; connect-src ${DESK} wss://desk.test`

/** The query becomes the script tag's attributes. */
export function pageOf(url: URL): string {
  const attributes = [...url.searchParams].map(([name, value]) => `data-${name}="${value}"`).join(' ')
  const container = url.searchParams.get('mode') === 'page' ? '<div id="yingda"></div>' : ''
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>云禾钱包</title>
</head><body><main><h1>云禾钱包</h1><button id="host-button">余额</button><p>钱包的页面。</p></main>${container}<script src="${DESK}/widget.js" ${attributes}></script></body></html>`
}
