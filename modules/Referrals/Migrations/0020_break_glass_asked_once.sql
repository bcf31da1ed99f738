-- The same walls as in 0019, in words that cost less to plan: a value in place of a table that is read, and the role asked once for each statement.
create function referrals.opened_referral() returns uuid language sql stable as $$ select o.referral_id from referrals.opened_record() o $$;
create function referrals.opened_person() returns uuid language sql stable as $$ select o.person_id from referrals.opened_record() o $$;
revoke execute on function referrals.opened_referral(), referrals.opened_person() from public;
-- Policies of tables that assessors read too ask it.
grant execute on function referrals.opened_referral(), referrals.opened_person() to workwell_break_glass, workwell_assessor;

alter policy opened_by_break_glass on referrals.referral
  using ((select current_user) = 'workwell_break_glass' and id = (select referrals.opened_referral()));
alter policy opened_by_break_glass on people.person
  using ((select current_user) = 'workwell_break_glass' and id = (select referrals.opened_person()));
alter policy opened_by_break_glass on people.undeliverable_address
  using ((select current_user) = 'workwell_break_glass' and person_id = (select referrals.opened_person()));
alter policy only_opened_by_break_glass on referrals.referral
  using ((select current_user) <> 'workwell_break_glass' or id = (select referrals.opened_referral()));
alter policy only_opened_by_break_glass on people.person
  using ((select current_user) <> 'workwell_break_glass' or id = (select referrals.opened_person()));
alter policy only_opened_by_break_glass on people.undeliverable_address
  using ((select current_user) <> 'workwell_break_glass' or person_id = (select referrals.opened_person()));
