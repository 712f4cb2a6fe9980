// Keeps a page of answers up to date while somebody looks at it.
//
// The element with data-live holds the address of a stream of events (text/event-stream). When one comes, the page is
// fetched again and every [data-live-part] takes over what is new inside its namesake. Focus and scrolling stay where they
// are: a part that holds the focus or a selection waits. The page says at most every ten seconds that it has changed, and
// its button stops and starts all of this (WCAG 2.2, 2.2.2).

const box = document.querySelector('[data-live]')
if (box && window.EventSource && !(navigator.connection && navigator.connection.saveData)) keepUp()

function keepUp() {
  const status = box.querySelector('[data-live-status]')
  const button = box.querySelector('[data-live-pause]')
  const parts = (root) => root.querySelectorAll('[data-live-part]')
  // What the server sent last for each part: what stands there may differ, since people unfold things.
  const sent = {}
  parts(document).forEach((part) => (sent[part.dataset.livePart] = part.innerHTML))
  let address = box.dataset.live
  let stream, paused, asking, again, askedAt, saidAt

  function listen() {
    if (paused || document.hidden || stream) return
    stream = new EventSource(address)
    stream.addEventListener('changed', refresh)
    stream.onerror = () => {
      // A stream that is closed was refused: there may be room again in a minute. Others come back by themselves.
      if (!stream || stream.readyState !== EventSource.CLOSED) return
      hush()
      setTimeout(listen, 60000)
    }
  }

  function hush() {
    if (stream) stream.close()
    stream = null
  }

  // Asks for the page, once at a time and at most once a second.
  function refresh() {
    again = asking
    if (asking || paused) return
    asking = true
    setTimeout(
      () => {
        askedAt = Date.now()
        fetch(location.pathname + location.search, { cache: 'no-store' })
          .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
          .then((html) => show(new DOMParser().parseFromString(html, 'text/html')))
          // Without a connection, or without a seat by now, the page stays as it is.
          .catch(() => {})
          .then(() => {
            asking = false
            if (again) refresh()
          })
      },
      askedAt ? Math.max(0, askedAt + 1000 - Date.now()) : 0
    )
  }

  function show(fresh) {
    if (paused) return
    const next = fresh.querySelector('[data-live]')
    if (next) address = next.dataset.live
    const news = {}
    parts(fresh).forEach((part) => (news[part.dataset.livePart] = part.innerHTML))
    let changed
    parts(document).forEach((part) => {
      const name = part.dataset.livePart
      const html = news[name]
      if (html === undefined || html === sent[name]) return
      if (isInUse(part)) {
        part.addEventListener('focusout', refresh, { once: true })
        return
      }
      sent[name] = html
      replace(part, html)
      changed = true
    })
    if (changed) say()
  }

  function isInUse(part) {
    const selection = getSelection()
    return (
      part.contains(document.activeElement) ||
      (selection && !selection.isCollapsed && part.contains(selection.anchorNode))
    )
  }

  // What was unfolded stays so: matched by its id, or by its place in the part.
  function replace(part, html) {
    const unfolded = {}
    const key = (details, at) => details.id || at
    part.querySelectorAll('details').forEach((details, at) => (unfolded[key(details, at)] = details.open))
    part.innerHTML = html
    part.querySelectorAll('details').forEach((details, at) => {
      const was = unfolded[key(details, at)]
      if (was !== undefined) details.open = was
    })
  }

  function say() {
    if (!status || Date.now() < saidAt + 10000) return
    saidAt = Date.now()
    status.textContent = box.dataset.liveSaid
    setTimeout(() => (status.textContent = ''), 9000)
  }

  if (button) {
    button.hidden = false
    button.addEventListener('click', () => {
      paused = !paused
      const label = button.textContent
      button.textContent = button.dataset.livePause
      button.dataset.livePause = label
      paused ? hush() : listen()
    })
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? hush() : listen()))
  listen()
}
