-- To whom messages went within the last hour that anybody can cause, so that nobody is flooded through us. Rows hold a hash of the address and are removed after a day.
create table communications.recipient (
  id uuid primary key,
  since timestamptz not null,
  most int not null,
  messages uuid[] not null
);
