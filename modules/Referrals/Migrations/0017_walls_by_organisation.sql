-- An organisation sees the referrals that are offered to it or with it, and who somebody is only once it has accepted them. An answer also changes what is not
-- its own, so that change is made for the area.
create policy only_own_of_organisation on referrals.referral as restrictive for select
  using ((select platform.organisation()) is null or organisation = (select platform.organisation()));

create policy only_accepted_by_organisation on people.person as restrictive for select
  using ((select platform.organisation()) is null or exists (
    select from referrals.referral r
    where r.person_id = person.id and r.area = person.area and r.organisation = (select platform.organisation()) and r.accepted_at is not null));
create policy only_accepted_by_organisation on people.undeliverable_address as restrictive for select
  using ((select platform.organisation()) is null or exists (
    select from referrals.referral r
    where r.person_id = undeliverable_address.person_id and r.area = undeliverable_address.area and r.organisation = (select platform.organisation())
      and r.accepted_at is not null));

select platform.close_to_organisations(closed::regclass) from unnest(array[
  'access.audit_entry', 'access.membership', 'areas.revision',
  'people.consent', 'people.contact_change', 'people.likely_duplicate', 'people.duplicate_decision', 'people.match_key',
  'partners.unmet_need', 'partners.reservation', 'partners.pause', 'partners.service_capacity',
  'communications.attempt', 'communications.message', 'communications.delivery_failure',
  'referrals.draft', 'referrals.draft_link', 'referrals.verified_session']) closed;
