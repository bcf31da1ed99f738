-- What a coach and a person talk through, by section. "Not asked" and "did not want to say" are answers like others.
create table casework.assessment_section (
  area text not null,
  case_id uuid not null,
  section text not null check (section in (
    'work', 'health', 'social-and-money', 'housing', 'caring', 'confidence', 'strengths', 'main-barrier')),
  questions text[] not null,             -- codes
  answers text[] not null,               -- codes, in the order of the questions
  words text,
  saved_at timestamptz not null,
  saved_by text not null,
  version integer not null,              -- what a form was filled in from; a save from an older one is refused
  primary key (area, case_id, section),
  foreign key (area, case_id) references casework.coaching_case (area, id),
  check (cardinality(questions) = cardinality(answers)));
select platform.guard_by_area('casework.assessment_section');
select platform.close_to_organisations('casework.assessment_section');
select platform.deny('casework.assessment_section', 'delete', 'truncate');

-- One measure on one day. Of licensed ones only the score is kept.
create table casework.measure (
  area text not null,
  id uuid not null,                      -- made by the page, so that a form sent twice is one measure
  case_id uuid not null,
  kind text not null check (kind in ('phq9', 'gad7', 'eq5d-index', 'eq5d-scale', 'swemwbs', 'other')),
  name text,                             -- of another one
  taken_on date not null,
  items text[] not null,                 -- each 0 to 3, not-asked or not-said; of a licensed measure one: scored, not-asked or not-said
  total numeric(8,3),                    -- null while an answer is missing
  saved_at timestamptz not null,
  saved_by text not null,
  version integer not null,
  primary key (area, id),
  constraint measure_is_of_one_case unique (area, case_id, id),
  foreign key (area, case_id) references casework.coaching_case (area, id),
  check ((kind = 'other') = (name is not null)),
  constraint no_total_while_an_answer_is_missing check (total is null or not items && array['not-asked', 'not-said']));
create index measure_of_case on casework.measure (area, case_id, taken_on);
select platform.guard_by_area('casework.measure');
select platform.close_to_organisations('casework.measure');
select platform.deny('casework.measure', 'delete', 'truncate');

-- An answer by which a person may harm themselves, until somebody has said what was done. A measure has several where the answer rose again.
create table casework.safety_item (
  area text not null,
  measure_id uuid not null,
  number integer not null,
  case_id uuid not null,
  answer smallint not null check (answer between 1 and 3),
  raised_at timestamptz not null,
  raised_by text not null,
  done text[],                           -- codes
  words text,
  closed_at timestamptz,
  closed_by text,
  primary key (area, measure_id, number),
  foreign key (area, case_id, measure_id) references casework.measure (area, case_id, id),
  check (num_nulls(done, words, closed_at, closed_by) in (0, 4)),
  constraint closed_with_words check (closed_at is null or (words ~ '\S' and cardinality(done) > 0)));
create unique index one_open_safety_item on casework.safety_item (area, measure_id) where closed_at is null;
create index safety_item_open on casework.safety_item (area, raised_at) where closed_at is null;
create index safety_item_of_case on casework.safety_item (area, case_id);
select platform.guard_by_area('casework.safety_item');
select platform.close_to_organisations('casework.safety_item');
select platform.deny('casework.safety_item', 'delete', 'truncate');
