-- Without these keys every cookie, form and sealed file is lost: hosts add keys and never take one away.
select platform.deny('ui.key', 'update', 'delete', 'truncate');
