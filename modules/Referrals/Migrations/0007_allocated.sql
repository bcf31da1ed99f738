-- When a trial's computer allocated the person under this referral: of two referrals of one human being, this one is kept.
alter table referrals.referral add column allocated_at timestamptz;
