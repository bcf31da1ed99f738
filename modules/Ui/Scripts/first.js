// Runs before anything is drawn, so that what the script folds away never flickers open.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' nhsuk-frontend-supported' : '')
