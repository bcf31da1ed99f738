-- The field's own words (decision 0026). No host of an earlier release runs beside this one.
alter table referrals.referral rename column door to referral_source;
alter table referrals.referral rename column occasion to offer_number;
alter table referrals.draft rename column door to referral_source;
alter table referrals.draft rename column touched_at to updated_at;
alter table referrals.draft_link rename column made_at to created_at;
alter table referrals.visit rename to verified_session;
alter index referrals.visit_pkey rename to verified_session_pkey;
alter index referrals.visit_by_referral rename to verified_session_by_referral;
alter index referrals.visit_by_expiry rename to verified_session_by_expiry;

select set_config('workwell.areas', '*', true);
update referrals.referral
set facts = facts - 'door' || jsonb_build_object('referralSource', facts -> 'door'),
  decision = decision - 'elsewhere' || jsonb_strip_nulls(jsonb_build_object('alternativeAreas', decision -> 'elsewhere'))
where facts ? 'door' or decision ? 'elsewhere';

create or replace function referrals.after_restore(taken_at timestamptz) returns text language plpgsql
as $$
begin
  update referrals.draft_link set used_at = now() where used_at is null;
  delete from referrals.verified_session;
  return 'Links to saved forms and open sessions are closed: people ask for new ones.';
end $$;

update platform.denied set target = 'referrals.verified_session' where target = 'referrals.visit';
