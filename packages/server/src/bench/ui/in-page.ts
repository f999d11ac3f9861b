/**
 * What the measured page carries besides the console: it notes when words have been painted, talks with the bare echo, and
 * tells when a step of scrolling has been painted. A frame is painted when the main thread has handed it over: the first
 * task after the frame's own.
 */
export const STEP_MARK = 'bench-step'
/** Called in the page with the number of lines the list then holds. */
export const STEP_BINDING = 'benchStep'

export const IN_PAGE = `(() => {
  const times = new Map()
  const waiting = new Map()
  const afterPaint = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => then(performance.now())
    port2.postMessage(null)
  })
  const seen = (id) => {
    if (times.has(id)) return
    times.set(id, null)
    afterPaint((at) => {
      times.set(id, at)
      waiting.get(id)?.(at)
    })
  }
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const words of [node, ...node.querySelectorAll('.txt')]) {
            const id = words.matches('.txt') && /^bench-\\w+-\\d+(?= )/.exec(words.textContent)
            if (id) seen(id[0])
          }
  }).observe(document, { childList: true, subtree: true })

  const whenPainted = (id) => times.get(id) ?? new Promise((resolve) => waiting.set(id, resolve))
  let socket
  const box = document.createElement('div')
  box.style.cssText = 'position:fixed;inset:auto 0 0 auto;width:320px;height:24px;overflow:hidden'
  const show = (text) => {
    const words = document.createElement('p')
    words.className = 'txt'
    words.textContent = text
    box.replaceChildren(words)
  }
  const openEcho = (url) => new Promise((resolve, reject) => {
    document.body.append(box)
    socket = new WebSocket(url)
    socket.onopen = () => resolve(true)
    socket.onerror = () => reject(new Error('no echo'))
    socket.onmessage = ({ data }) => show(JSON.parse(data).text)
  })
  const echo = async (id, body) => {
    const saidAt = performance.now()
    socket.send(JSON.stringify({ id, text: id + ' ' + body }))
    return (await whenPainted(id)) - saidAt
  }

  const list = () => document.querySelector('.list')
  const lines = () => list()?.querySelectorAll('.line').length ?? 0
  const size = () => Number(list()?.querySelector('[aria-setsize]')?.getAttribute('aria-setsize') ?? 0)
  const readAll = async (count) => {
    let most = 0
    let held = 0
    for (let grewAt = performance.now(); size() < count; most = Math.max(most, lines())) {
      if (size() > held) [held, grewAt] = [size(), performance.now()]
      if (performance.now() - grewAt > 120_000) throw new Error('the list stays at ' + held)
      if (list()) list().scrollTop = list().scrollHeight
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return most
  }
  const onScroll = () => afterPaint(() => {
    performance.mark('${STEP_MARK}')
    ${STEP_BINDING}(String(lines()))
  })
  const watchSteps = () => {
    performance.mark('${STEP_MARK}')
    list().addEventListener('scroll', onScroll)
  }
  const unwatchSteps = () => list().removeEventListener('scroll', onScroll)
  const toTop = () => { list().scrollTop = 0 }
  globalThis.bench = { whenPainted, openEcho, echo, readAll, watchSteps, unwatchSteps, toTop }
})()`
