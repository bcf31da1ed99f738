-- A person as one referral gave them. Two rows may be the same human being: that is linked below for somebody to look at, and never merged by itself.
create table people.person (
  id uuid primary key,
  area text not null,
  given_name text not null,
  family_name text not null,
  born_on date,
  nhs_number text,
  nhs_number_given text,
  nhs_number_is_valid boolean,
  email text,
  phone text,
  phone_given text,
  address_lines text[] not null,
  postcode text,
  language text not null,
  preferred_channel text,
  stopped_channels text[] not null,
  voicemail_is_safe boolean,
  safe_times text,
  needs_interpreter boolean not null,
  formats text[] not null,
  name_key text not null,
  is_demonstration boolean not null,
  registered_at timestamptz not null
);
create index person_by_nhs_number on people.person (area, nhs_number) where nhs_number is not null;
create index person_by_name on people.person (area, born_on, name_key) where born_on is not null;
create index person_by_phone on people.person (area, phone) where phone is not null;
select platform.guard_by_area('people.person');

-- What a person agreed to or refused, when and how. Insert only: the newest line of a purpose holds.
create table people.consent (
  area text not null,
  person_id uuid not null references people.person (id) on delete cascade,
  purpose text not null,
  at timestamptz not null,
  is_given boolean not null,
  how text not null,
  primary key (area, person_id, purpose, at)
);
select platform.guard_by_area('people.consent');

create table people.likely_duplicate (
  area text not null,
  person_id uuid not null references people.person (id) on delete cascade,
  other_id uuid not null references people.person (id) on delete cascade,
  because text not null,
  found_at timestamptz not null,
  primary key (area, person_id, other_id, because)
);
create index likely_duplicate_by_other on people.likely_duplicate (area, other_id);
select platform.guard_by_area('people.likely_duplicate');

-- That something about reaching a person changed, and why. The values themselves are only in people.person.
create table people.contact_change (
  area text not null,
  person_id uuid not null references people.person (id) on delete cascade,
  number bigint generated always as identity,
  at timestamptz not null,
  actor text not null,
  what text not null,
  reason text not null,
  primary key (area, person_id, number)
);
select platform.guard_by_area('people.contact_change');
