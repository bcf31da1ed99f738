-- How the first given and the last family name sound, each by itself, for a search by one name. Columns, because row-level security keeps an index on an
-- expression from being used.
alter table people.person
  add column name_one text generated always as (split_part(name_key, ' ', 1)) stored,
  add column name_other text generated always as (split_part(name_key, ' ', 2)) stored;
create index person_by_names on people.person (area, name_one, name_other);
create index person_by_other_name on people.person (area, name_other);
