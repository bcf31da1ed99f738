-- Keys that sign forms and cookies, shared by all hosts. They hold nothing about people.
create table ui.key (
  id bigint generated always as identity primary key,
  name text not null,
  content text not null,
  created_at timestamptz not null default now());
