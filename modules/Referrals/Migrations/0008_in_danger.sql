-- Whether somebody endangers the person: then nothing about them goes by itself to a mailbox that several people read.
alter table referrals.referral add column is_in_danger boolean not null default false;
