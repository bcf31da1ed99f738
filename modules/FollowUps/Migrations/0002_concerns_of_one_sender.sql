-- Urgent concerns that came from one sender within an hour, so that many alike become one task. The sender is a hash of a network address.
create table follow_ups.concern_origin (
  area text not null,
  origin uuid not null,
  hour timestamptz not null,
  referrals text[] not null,
  primary key (area, origin, hour)
);
select platform.guard_by_area('follow_ups.concern_origin');
