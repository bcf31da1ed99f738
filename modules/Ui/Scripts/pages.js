
// Appended to the design system's script, in the same module.
initAll()

// Leaving quickly replaces this page, so that "back" does not return to it, and hides it before the other page has loaded.
for (const link of document.querySelectorAll('[data-leave-quickly]')) {
  link.addEventListener('click', event => {
    event.preventDefault()
    document.body.hidden = true
    document.title = ''
    window.location.replace(link.href)
  })
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
