-- Which revision serves, its examples and its partners may be noted afterwards; what it says may not be changed.
select platform.deny('areas.revision', 'update', 'delete', 'truncate');
grant update (served_at, examples, partners) on areas.revision to workwell_runtime;
