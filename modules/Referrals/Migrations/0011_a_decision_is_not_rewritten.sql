-- A referral goes its way; what was asked, the facts and the decision stay as they were made.
select platform.deny('referrals.referral', 'update', 'delete', 'truncate');
grant update (next_step, service, organisation, occasion, declined_services, accepted_at, ended_at, end_reason, awaits_settlement, allocated_at, awaits_look)
  on referrals.referral to workwell_runtime;
