
// Appended to the design system's script, in the same module.
initAll()

// Leaving quickly hides this page before the other has loaded and replaces it in the history, so "back" does not return. The cookies with access to the
// answers are deleted in the background (LeaveQuickly.cs).
for (const link of document.querySelectorAll('[data-leave-quickly]')) {
  link.addEventListener('click', event => {
    event.preventDefault()
    document.body.hidden = true
    document.title = ''
    fetch(link.href, { keepalive: true, redirect: 'manual' }).catch(() => {})
    window.location.replace(link.dataset.leaveQuickly)
  })
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
