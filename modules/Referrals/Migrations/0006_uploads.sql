-- A file that was uploaded to be read in the background. What is in it, and what is given back, is sealed with the hosts' keys, so that no table holds it in
-- clear; the parts go as soon as the file was read to its end, and the answer a week later.
create table referrals.upload (
  id uuid primary key,
  sender text not null,
  areas text[] not null,
  source text not null,
  bytes bigint not null,
  received_at timestamptz not null,
  job uuid,
  answer bytea
);
create index upload_by_age on referrals.upload (received_at);

create table referrals.upload_part (
  upload uuid not null references referrals.upload (id) on delete cascade,
  number int not null,
  sealed bytea not null,
  primary key (upload, number)
);
