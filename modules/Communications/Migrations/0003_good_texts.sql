-- The last good form of each file of words, so that one which has turned bad does not take its message with it at the next start. No fact about a person is here.
create table communications.good_text (
  file text primary key,
  source text not null,
  read_at timestamptz not null
);
