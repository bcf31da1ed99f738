-- How often somebody has tried to show whose a reference is, within an hour. The reference is kept as a hash, and also one that does not exist is counted.
create table referrals.proof (
  id uuid primary key,
  since timestamptz not null,
  asks int not null
);
-- A try that did not fit leaves the same kind of row as one that did, so that time does not tell them apart. It belongs to no referral and opens nothing.
alter table referrals.visit alter column referral_id drop not null;
