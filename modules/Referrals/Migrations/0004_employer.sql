-- Whom the person works for, and who to talk to there, where they wanted to say. Whether anybody may contact them is a consent of the person's.
alter table referrals.referral add column employer jsonb;
