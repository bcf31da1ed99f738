-- Whoever referred has not shown who they are, so nothing is sent until somebody of the area's team has looked.
alter table referrals.referral add column awaits_look boolean not null default false;
