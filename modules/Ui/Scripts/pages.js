
// Appended to the design system's script, in the same module.
initAll()

// Leaving quickly hides this page before the other has loaded and replaces it in the history, so "back" does not return. The cookies with access to the
// answers are deleted in the background (LeaveQuickly.cs).
function leave (link) {
  document.body.hidden = true
  document.title = ''
  fetch(link.href, { keepalive: true, redirect: 'manual' }).catch(() => {})
  window.location.replace(link.dataset.leaveQuickly)
}

// Pressing Shift three times alone leaves too, so that nobody has to find the link. Shift held for a capital letter does not count.
let presses = []
let isAlone = false
document.addEventListener('keydown', event => {
  isAlone = event.key === 'Shift'
  if (!isAlone) presses = []
})
document.addEventListener('keyup', event => {
  const link = document.querySelector('[data-leave-quickly]')
  if (!link || !isAlone || event.key !== 'Shift') return
  presses = [...presses, Date.now()].slice(-3)
  if (presses.length === 3 && presses[2] - presses[0] < 5000) leave(link)
})

for (const link of document.querySelectorAll('[data-leave-quickly]')) {
  link.addEventListener('click', event => {
    event.preventDefault()
    leave(link)
  })
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
