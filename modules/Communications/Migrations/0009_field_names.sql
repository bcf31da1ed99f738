-- The field's own words (decision 0026). No host of an earlier release runs beside this one.
alter table communications.setback rename to delivery_failure;
alter index communications.setback_pkey rename to delivery_failure_pkey;

alter table communications.pace rename to rate_limit;
alter index communications.pace_pkey rename to rate_limit_pkey;
alter table communications.rate_limit rename column places to tokens;
alter table communications.rate_limit rename column filled_at to refilled_at;

select set_config('workwell.areas', '*', true);
alter table communications.message drop constraint message_state_check;
update communications.message set state = 'dead-lettered' where state = 'set-aside';
alter table communications.message add constraint message_state_check
  check (state in ('queued', 'sending', 'sent', 'delivered', 'failed', 'dead-lettered', 'unconfirmed', 'cancelled', 'suppressed'));
drop index communications.message_held;
create index message_held on communications.message (state, area) where state in ('sending', 'unconfirmed', 'dead-lettered');
update platform.denied set target = 'communications.delivery_failure' where target = 'communications.setback';
update platform.denied set target = 'communications.rate_limit' where target = 'communications.pace';
