-- What makes a message needless while it waits, such as "support-started" for a nudge about an offer.
alter table communications.message add column ended_by text[];

-- How many messages a carrier still takes, where its limit holds for all hosts together. One row for each such carrier; no fact about a person is here.
create table communications.pace (
  transport text primary key,
  places double precision not null,
  filled_at timestamptz not null
);
