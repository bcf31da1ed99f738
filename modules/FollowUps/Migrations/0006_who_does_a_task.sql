-- Who of the team does a task, by the name in the audit trail, and what was said when it was handed over or closed.
alter table follow_ups.task
  add column assigned_to text,
  add column assigned_at timestamptz,
  add column note text;
grant update (assigned_to, assigned_at, note) on follow_ups.task to workwell_runtime;
