-- When the offer that stands was made, and from when on links to it work: those made before were ended by the area's team.
alter table referrals.referral
  add column offered_at timestamptz,
  add column offer_links_from timestamptz;
grant update (offered_at, offer_links_from) on referrals.referral to workwell_runtime;
-- What was offered to an organisation, or is with it.
create index referral_by_organisation on referrals.referral (area, organisation, received_at) where organisation is not null and ended_at is null;
