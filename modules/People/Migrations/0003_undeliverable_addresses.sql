-- Addresses to which a message could not be delivered, each with the reason. A channel is closed only as long as the person still has that very address: whoever
-- corrects it opens the channel again. What the person asked to stop stays in person.stopped_channels, whatever the address.
create table people.undeliverable_address (
  area text not null,
  person_id uuid not null references people.person (id) on delete cascade,
  channel text not null check (channel in ('email', 'sms', 'letter')),
  address text not null,
  reason text not null,
  found_at timestamptz not null,
  primary key (area, person_id, channel, address)
);
select platform.guard_by_area('people.undeliverable_address');

create function people.address_for(person people.person, channel text) returns text language sql stable parallel safe
as $$ select case channel when 'email' then lower(person.email) when 'sms' then person.phone else nullif(array_to_string(person.address_lines || person.postcode, E'\n'), '') end $$;

-- Stops that a bounce made until now stood among those asked for. They become what they are, unless the person has asked for the same or chosen anew since; and
-- where the address was changed since, they end.
set local workwell.areas = '*';

create temporary table stop_of_bounce on commit drop as
select p.area, p.id, stopped.channel, last.at, people.address_for(p, stopped.channel) as address,
  exists (
    select from people.contact_change c
    where c.area = p.area and c.person_id = p.id and c.number > last.number and c.what = case stopped.channel when 'email' then 'email' when 'sms' then 'phone' else 'address' end) as was_corrected
from people.person p
cross join lateral unnest(p.stopped_channels) as stopped (channel)
cross join lateral (
  select c.number, c.at, c.what, c.reason from people.contact_change c
  where c.area = p.area and c.person_id = p.id and c.what in ('preferences', 'stopped-' || stopped.channel) order by c.number desc limit 1) last
where last.what <> 'preferences' and last.reason = 'bounced'
  and not exists (
    select from people.contact_change c
    where c.area = p.area and c.person_id = p.id and c.what = 'stopped-' || stopped.channel and c.reason <> 'bounced');

insert into people.undeliverable_address (area, person_id, channel, address, reason, found_at)
select area, id, channel, address, 'bounced', at from stop_of_bounce where address is not null and not was_corrected;

update people.person p set stopped_channels = array(
  select channel from unnest(p.stopped_channels) as kept (channel)
  where not exists (select from stop_of_bounce s where s.area = p.area and s.id = p.id and s.channel = kept.channel))
where exists (select from stop_of_bounce s where s.area = p.area and s.id = p.id);
