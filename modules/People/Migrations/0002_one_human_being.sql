-- Records that a person has settled to be of one human being share this id; null: nobody has settled that of this record.
alter table people.person add column human_id uuid;
create index person_by_human on people.person (human_id) where human_id is not null;
-- A column, because row-level security keeps an index on lower(email) from being used.
alter table people.person add column email_key text generated always as (lower(email)) stored;
create index person_by_email on people.person (area, email_key) where email_key is not null;

-- Every record of the human being that a record is of, the record itself among them.
create function people.records_of(person uuid) returns setof uuid language sql stable
as $$ select o.id from people.person p join people.person o on o.id = p.id or o.human_id = p.human_id where p.id = person $$;

-- Whether two records are of one human being, as people settled it. Insert only: the newest line of a pair holds.
create table people.duplicate_decision (
  area text not null,
  person_id uuid not null references people.person (id) on delete cascade,
  other_id uuid not null references people.person (id) on delete cascade,
  number bigint generated always as identity,
  is_same boolean not null,
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (area, person_id, other_id, number),
  check (person_id < other_id)
);
create index duplicate_decision_by_other on people.duplicate_decision (other_id);
revoke update, delete, truncate on people.duplicate_decision from workwell_runtime;
select platform.guard_by_area('people.duplicate_decision');

-- What records of an area are known by, hashed: the second of one key is refused until it has been compared with the first, also when both arrive at once.
create table people.match_key (
  area text not null,
  key uuid not null,
  constraint match_key_is_new primary key (area, key)
);
select platform.guard_by_area('people.match_key');

-- The guard binds the owner too.
select set_config('workwell.areas', '*', true);
insert into people.match_key (area, key)
select area, substr(encode(sha256(convert_to('nhs-number/' || nhs_number, 'UTF8')), 'hex'), 1, 32)::uuid
from people.person where nhs_number !~ '^(.)\1*$'
union
select area, substr(encode(sha256(convert_to('name/' || to_char(born_on, 'YYYY-MM-DD') || '/' || name_key, 'UTF8')), 'hex'), 1, 32)::uuid
from people.person where born_on is not null;
