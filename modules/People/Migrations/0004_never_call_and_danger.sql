-- What must never be done, and whether somebody endangers the person: then no message goes to a mailbox that others may read.
alter table people.person add column never_call boolean not null default false;
alter table people.person add column is_in_danger boolean not null default false;

-- Whether another human being of the area has the same e-mail address.
create function people.shares_email(person people.person) returns boolean language sql stable parallel safe
as $$ select exists (
  select from people.person o where o.area = person.area and o.email_key = person.email_key and o.id <> person.id
    and coalesce(o.human_id, o.id) <> coalesce(person.human_id, person.id)) $$;
