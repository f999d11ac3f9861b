// The demo wallet's page script: it hands the desk's widget the customer's token, opens it from buttons, and shows
// what the desk pushed. Everything works without it except support itself.
;(() => {
  const TOKEN_URL = '/demo-wallet/token'
  const isSignedIn = document.body.dataset.signedIn === 'yes'

  const desk = () => window.Yingda

  if (isSignedIn && desk()) {
    desk().identify(async () => {
      const reply = await fetch(TOKEN_URL, { cache: 'no-store' })
      if (!reply.ok) throw new Error(`token: ${reply.status}`)
      return reply.text()
    })
  }

  function openSupport(options) {
    const lines = document.querySelectorAll('[data-missing]')
    if (desk()) desk().open(options)
    for (const line of lines) line.textContent = desk() ? '' : line.dataset.text
  }

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-open]')
    if (opener) openSupport(opener.dataset.transaction ? { transactionId: opener.dataset.transaction, questionType: opener.dataset.question } : {})
    const control = event.target.closest('[data-notice]')
    if (control) {
      control.closest('.notice').remove()
      fetch('/demo-wallet/notices/seen', { method: 'POST' })
      if (control.dataset.notice === 'open') openSupport({})
    }
  })

  // Another customer on the same phone must not find the last one's conversations.
  document.addEventListener('submit', (event) => {
    if (isSignedIn && desk() && event.target.matches('[data-choose]')) desk().signOut()
  })

  window.addEventListener('yingda:unread', (event) => {
    const words = document.getElementById('unread-words')
    for (const badge of document.querySelectorAll('[data-unread]')) {
      badge.hidden = event.detail.count === 0
      badge.textContent = words.content.textContent.replace('0', String(event.detail.count))
    }
  })

  const board = document.getElementById('notices')
  const template = document.getElementById('notice')
  const fileWords = document.getElementById('notice-file')

  function showNotice({ id, from, preview }) {
    if ([...board.children].some((one) => one.dataset.id === id)) return
    const notice = template.content.firstElementChild.cloneNode(true)
    notice.dataset.id = id
    const head = notice.querySelector('.notice-from')
    head.textContent = head.textContent.replace('{name}', () => from)
    notice.querySelector('.notice-text').textContent = preview || fileWords.content.textContent
    board.append(notice)
  }

  if (isSignedIn) {
    const stream = new EventSource(`/demo-wallet/notices?after=${encodeURIComponent(document.body.dataset.lastNotice)}`)
    stream.addEventListener('notice', (event) => showNotice(JSON.parse(event.data)))
  }
})()
