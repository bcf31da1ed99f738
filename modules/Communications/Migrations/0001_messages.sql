-- One number for each batch of claims, rising for ever: whoever was overtaken holds an older one and can record nothing.
create sequence communications.claim_token;

-- Every message there ever was. Columns stand in the order that wastes least room: there will be millions.
create table communications.message (
  due_at timestamptz not null,            -- while it is queued: not before this
  queued_at timestamptz not null,
  useful_until timestamptz,
  lease_until timestamptz,                -- while it is being sent: until when whoever claimed it may act
  ended_at timestamptz,
  token bigint,
  attempt smallint not null default 0,    -- how often it was claimed
  failures smallint not null default 0,   -- how often that went wrong
  is_urgent boolean not null,
  at_any_hour boolean not null,
  id uuid not null,                       -- made from area and key, so that the same message has the same reference for ever
  referral_id uuid not null,
  person_id uuid,
  area text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'delivered', 'failed', 'set-aside', 'unconfirmed', 'cancelled', 'suppressed')),
  channel text not null check (channel in ('email', 'sms', 'letter')),   -- the likely one, until it is rendered
  type text not null,
  key text not null,
  address text,                           -- only when it does not go to a person we know
  language text,
  content text not null,                  -- fields, reasons and advice to be put into words, as JSON
  tried text[],                           -- channels found dead for this message
  reason text,                            -- why it stands where it stands: a code, never personal
  stop_reason text,                       -- cancelled while it was being sent: not to be tried again
  primary key (area, id),
  check (num_nonnulls(person_id, address) = 1)
);
select platform.guard_by_area('communications.message');

create index message_ready on communications.message (channel, is_urgent, area, due_at) where state = 'queued';
create index message_held on communications.message (state, area) where state in ('sending', 'unconfirmed', 'set-aside');
create index message_referral on communications.message (referral_id);

-- What was handed to a transport, word for word, committed before the call. Written once; taken away again when it certainly did not arrive.
create table communications.attempt (
  begun_at timestamptz not null,
  message_id uuid not null,
  number smallint not null,
  area text not null,
  channel text not null,
  transport text not null,
  language text not null,
  template text not null,
  subject text,
  body text not null,
  primary key (area, message_id, number)
);
select platform.guard_by_area('communications.attempt');
-- Text is squeezed in place once a row is longer than this; most bodies are far shorter than the usual limit of 2,000 bytes.
alter table communications.attempt set (toast_tuple_target = 256);
alter table communications.attempt alter column body set storage main;
create index attempt_begun on communications.attempt using brin (begun_at);

-- Tries that went wrong, for the person who wants to know why a message is late.
create table communications.setback (
  at timestamptz not null,
  message_id uuid not null,
  attempt smallint not null,
  area text not null,
  reason text not null,
  primary key (area, message_id, attempt)
);
select platform.guard_by_area('communications.setback');
