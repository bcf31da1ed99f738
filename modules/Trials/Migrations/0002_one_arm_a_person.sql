-- Every record of a human being who was allocated, as they were settled to be of one then. Whatever the code thinks, no record is allocated twice.
create table trials.allocated_person (
  area text not null,
  person_id uuid not null,
  referral_id uuid not null,
  constraint one_allocation_a_person primary key (area, person_id),
  foreign key (area, referral_id) references trials.allocation (area, referral_id)
);
revoke update, delete, truncate on trials.allocated_person from workwell_runtime;
select platform.guard_by_area('trials.allocated_person');
