-- Whether nothing goes out for it until a person has settled that it is of nobody who is known already.
alter table referrals.referral add column awaits_settlement boolean not null default false;
