-- A count of tries goes up or is forgotten with its hour; the parts of an upload are as they were sent; a form goes with all its links.
select platform.deny('referrals.proof', 'update', 'truncate');
grant update (since, asks) on referrals.proof to workwell_runtime;
select platform.deny('referrals.visit', 'update', 'truncate');
grant update (key_id, tries, opened_at, expires_at) on referrals.visit to workwell_runtime;
select platform.deny('referrals.draft', 'truncate');
select platform.deny('referrals.draft_link', 'update', 'delete', 'truncate');
grant update (used_at) on referrals.draft_link to workwell_runtime;
select platform.deny('referrals.upload', 'update', 'truncate');
grant update (job, bytes, answer) on referrals.upload to workwell_runtime;
select platform.deny('referrals.upload_part', 'update', 'truncate');
