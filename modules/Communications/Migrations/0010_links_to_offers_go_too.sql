-- A link to an offer or an invitation lets somebody in, too: it goes once its message has left.
drop trigger message_keeps_no_secret on communications.message;
create trigger message_keeps_no_secret before update of state on communications.message for each row
  when (new.type in ('one-time-code', 'save-and-return-link', 'staff-invitation', 'offer-to-partner', 'offer-nudge')
    and new.state in ('sent', 'delivered', 'failed', 'cancelled', 'suppressed'))
  execute function communications.forget_secrets();
