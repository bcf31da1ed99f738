// Passkeys: the page's form is sent with what the browser's dialog answers. Without script, or where the browser knows no passkeys, the button stays hidden.
for (const button of document.querySelectorAll('[data-passkey]')) {
  if (!window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON) continue
  button.hidden = false
  button.addEventListener('click', async event => {
    event.preventDefault()
    const failed = document.querySelector('[data-passkey-failed]')
    failed.hidden = true
    try {
      const answer = await fetch(button.dataset.passkeyOptions, { method: 'POST', body: new FormData(button.form) })
      if (!answer.ok) throw new Error(answer.statusText)
      const options = await answer.json()
      const credential = button.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      button.form.elements.Credential.value = JSON.stringify(credential)
      button.form.submit()
    } catch {
      failed.hidden = false
      failed.focus()
    }
  })
}

// Says in time that the session is about to end. Any answer of the server prolongs it, up to the twelve hours that it may last at all.
const ending = document.querySelector('[data-session-seconds]')
if (ending) {
  const warnSeconds = 120
  let timer
  const wait = () => {
    ending.hidden = true
    clearTimeout(timer)
    const warnIn = Math.max(0, ending.dataset.sessionSeconds - warnSeconds) * 1000
    timer = setTimeout(() => { ending.hidden = false; ending.querySelector('button').focus() }, warnIn)
  }
  ending.querySelector('button').addEventListener('click', async () => {
    const answer = await fetch(ending.dataset.sessionStay, { method: 'POST' }).catch(() => null)
    if (!answer?.ok || answer.redirected) return window.location.reload()
    ending.dataset.sessionSeconds = await answer.text()
    wait()
  })
  wait()
}

// "?" shows the shortcuts; "/" goes to the search; "g" and then a letter goes to a page. Not while somebody types.
const shortcuts = document.querySelector('[data-shortcuts]')
if (shortcuts) {
  let goes = false
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, textarea, select')) return
    if (event.key === '?') shortcuts.open ? shortcuts.close() : shortcuts.showModal()
    else if (event.key === '/') {
      event.preventDefault()
      document.getElementById('search-field')?.focus()
    } else if (goes) document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`)?.click()
    goes = event.key === 'g'
  })
}

// Saves a form while somebody types, by the form's own rules, one save after the other. What could not be saved stays in the form, and the button says why.
const typed = document.querySelector('[data-typed]')
if (typed) {
  const form = typed.closest('form')
  const pauseSeconds = 2
  let timer, saving, changed = false
  const address = new URL(form.action)
  address.searchParams.set('handler', 'Typed')
  const say = words => { typed.textContent = typed.dataset[words] }
  const save = async () => {
    changed = false
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' }).catch(() => null)
    if (!answer?.ok) return say(answer?.status === 409 ? 'typedStale' : answer?.status === 422 ? 'typedWrong' : 'typedFailed')
    const { seen, goTo } = await answer.json()
    form.elements.Seen.value = seen
    say('typedSaved')
    if (goTo) window.location.assign(goTo)
  }
  const begin = () => {
    clearTimeout(timer)
    saving ??= save().finally(() => {
      saving = null
      if (changed) timer = setTimeout(begin, pauseSeconds * 1000)
    })
  }
  form.addEventListener('input', () => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(begin, pauseSeconds * 1000)
  })
  // A choice is made at once, and a field that is left is finished.
  form.addEventListener('change', begin)
  // A save that is on its way ends first: otherwise it would be somebody else's to the one that the button begins.
  form.addEventListener('submit', event => {
    clearTimeout(timer)
    changed = false
    if (!saving) return
    event.preventDefault()
    saving.finally(() => form.submit())
  })
}
