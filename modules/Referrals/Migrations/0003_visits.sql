-- Somebody who looks at their own referral later: first a code goes to a way of reaching them that we hold, then it opens the referral for a while.
create table referrals.visit (
  key_id uuid primary key,
  area text not null,
  referral_id uuid not null references referrals.referral (id) on delete cascade,
  asked_at timestamptz not null,
  code_sha256 bytea not null,
  code_expires_at timestamptz not null,
  tries int not null default 0,
  opened_at timestamptz,
  expires_at timestamptz not null
);
create index visit_by_referral on referrals.visit (referral_id, asked_at);
create index visit_by_expiry on referrals.visit (expires_at);
select platform.guard_by_area('referrals.visit');
