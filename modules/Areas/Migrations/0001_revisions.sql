-- Every set of settings an area has ever served under, by content: the same settings have the same number on every host and after every restart.
create table areas.revision (
  area text not null,
  number int not null check (number > 0),
  sha256 text not null,
  content jsonb not null,
  -- The agreed examples these settings passed, where the administrators keep them; null where they come with the plugin.
  examples text,
  published_at timestamptz not null,
  served_at timestamptz not null,
  primary key (area, number),
  unique (area, sha256));

-- Decisions point at these rows: what was published is never changed or taken away. Only which one was served last, and the examples beside it, move on.
revoke update, delete on areas.revision from workwell_runtime;
grant update (served_at, examples) on areas.revision to workwell_runtime;
