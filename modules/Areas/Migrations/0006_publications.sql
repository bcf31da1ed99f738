-- What administrators edit of an area, or of all areas ("national"): every file of its folder, published at once under a number. Nothing of it is ever
-- changed or taken away, so that each can be compared with any other and published again.
create table areas.published_file (
  area text not null,
  sha256 text not null,
  content bytea not null,
  primary key (area, sha256));

create table areas.publication (
  area text not null,
  number int not null check (number > 0),
  -- Over the paths and contents, so that equal folders are known to be equal.
  sha256 text not null,
  paths text[] not null,
  hashes text[] not null,
  published_at timestamptz not null,
  published_by text not null,
  reason text not null,
  primary key (area, number),
  check (cardinality(paths) = cardinality(hashes) and cardinality(paths) > 0));

select platform.guard_by_area('areas.published_file');
select platform.guard_by_area('areas.publication');
select platform.close_to_organisations('areas.published_file');
select platform.close_to_organisations('areas.publication');
select platform.deny('areas.published_file', 'update', 'delete', 'truncate');
select platform.deny('areas.publication', 'update', 'delete', 'truncate');
