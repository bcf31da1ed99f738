-- NHS numbers and notes on when it is safe to ring are kept encrypted, and NHS numbers compared by a keyed hash: a copy of these tables tells neither. Each key
-- here is itself sealed with the hosts' keys (ui.key), which are sealed with a secret that is not in the database.
--   number 0: for the hash, which stays; from 1: for encryption, the highest is the one in use.
create table people.detail_key (
  number int primary key,
  sealed bytea not null,
  created_at timestamptz not null default now());
select platform.deny('people.detail_key', 'update', 'delete', 'truncate');

-- What is not sealed yet, for the job that seals it: rows of a time before, or of a host of the release before.
create index person_not_sealed on people.person (area)
  where nhs_number_given not like 'sealed:%' or safe_times not like 'sealed:%';

-- A placeholder such as 0000000000 is nobody's number and is no longer compared at all.
select set_config('workwell.areas', '*', true);
update people.person set nhs_number = null where nhs_number ~ '^(.)\1*$';
