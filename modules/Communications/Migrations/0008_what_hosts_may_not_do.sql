-- A message goes its way; to whom, about what and under which key it was queued stays as it was.
select platform.deny('communications.message', 'update', 'delete', 'truncate');
grant update (due_at, lease_until, ended_at, token, attempt, failures, state, channel, address, content, tried, reason, stop_reason)
  on communications.message to workwell_runtime;
select platform.deny('communications.setback', 'update', 'delete', 'truncate');
select platform.deny('communications.pace', 'delete', 'truncate');
select platform.deny('communications.good_text', 'delete', 'truncate');
select platform.deny('communications.recipient', 'update', 'truncate');
grant update (since, most, messages) on communications.recipient to workwell_runtime;
