-- A code or link that lets somebody in is needed until its message has left. After that only its hash is kept, where it is compared.
create function communications.without_secrets(content text) returns text language sql immutable
as $$ select (content::jsonb #- '{f,code}' #- '{f,link}')::text $$;

create function communications.forget_secrets() returns trigger language plpgsql
as $$
begin
  new.content := communications.without_secrets(new.content);
  return new;
end $$;

create trigger message_keeps_no_secret before update of state on communications.message for each row
  when (new.type in ('one-time-code', 'save-and-return-link') and new.state in ('sent', 'delivered', 'failed', 'cancelled', 'suppressed'))
  execute function communications.forget_secrets();

-- Those already sent. Their attempts go: what is left of them is that they were sent, and when.
select set_config('workwell.areas', '*', true);
update communications.message set content = communications.without_secrets(content)
where type in ('one-time-code', 'save-and-return-link') and state not in ('queued', 'sending', 'unconfirmed', 'set-aside');
update communications.attempt a set subject = null, body = '(not kept)'
from communications.message m
where m.area = a.area and m.id = a.message_id and m.type in ('one-time-code', 'save-and-return-link');
