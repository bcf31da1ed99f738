-- Who was allocated to which arm. Insert only: an allocation is never changed and never taken back, also when the person leaves.
create table trials.allocation (
  area text not null,
  referral_id uuid not null,
  arm text not null,
  register text not null,          -- the trial's number in its register
  shares text not null,            -- the arms and their shares as they stood, such as ips:1 control:1
  consented_on date not null,
  baseline_on date not null,
  allocated_at timestamptz not null,
  allocated_by text not null,
  primary key (area, referral_id),
  check (consented_on <= baseline_on));
revoke update, delete, truncate on trials.allocation from workwell_runtime;
select platform.guard_by_area('trials.allocation');
