
// Appended to the design system's script, in the same module.
initAll()

// Leaving quickly hides this page before the other one has loaded, and replaces it, so that "back" does not return to it. What would open the answers again is
// forgotten on the way (LeaveQuickly.cs), and nobody waits for that.
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
