-- What was planned is done, cancelled or set aside, and never becomes another; what a person was asked to do is closed, and never disappears.
select platform.deny('follow_ups.step', 'update', 'delete', 'truncate');
select platform.deny('follow_ups.due', 'update', 'delete', 'truncate');
grant update (state, reason, done_at) on follow_ups.due to workwell_runtime;
select platform.deny('follow_ups.task', 'update', 'delete', 'truncate');
grant update (says, closed_at, closed_by, outcome) on follow_ups.task to workwell_runtime;
select platform.deny('follow_ups.concern_origin', 'update', 'delete', 'truncate');
grant update (referrals) on follow_ups.concern_origin to workwell_runtime;
