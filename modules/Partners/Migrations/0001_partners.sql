-- A pause said here comes on top of the one a partners file may say. Nobody's name: paused_by is the name of a key.
create table partners.pause (
  area text not null, service text not null, until date, paused_at timestamptz not null, paused_by text not null,
  primary key (area, service));
select platform.guard_by_area('partners.pause');

-- Which service holds which referral. One row while it is held, none afterwards: the history is the referral's own.
create table partners.hold (
  area text not null, referral uuid not null, service text not null, held_at timestamptz not null,
  primary key (area, referral));
create index hold_by_service on partners.hold (area, service);
select platform.guard_by_area('partners.hold');

-- How full a service is, kept only where its capacity is stated. The row lock puts hosts that give places away in turn, and the check
-- refuses the one that comes after the last place has gone.
create table partners.room (
  area text not null, service text not null, capacity int, open int not null,
  primary key (area, service),
  constraint room_is_left check (open <= capacity));
select platform.guard_by_area('partners.room');

-- Somebody whom nobody fitted. Codes only.
create table partners.gap (
  area text not null, referral uuid not null, recorded_at timestamptz not null, needs text[] not null, reasons text[] not null,
  authority text, network text, language text not null, meeting_ways text[] not null, looking_for text,
  primary key (area, referral, recorded_at));
create index gap_by_day on partners.gap (area, recorded_at);
select platform.guard_by_area('partners.gap');
