-- A reference is made by us at random, so that it is unique in all England tells nobody what another area holds.
create domain referrals.reference as text check (value ~ '^WW-[2-9CDFHJKMNPQRTVWX]{4}-[2-9CDFHJKMNPQRTVWX]{4}$');
comment on domain referrals.reference is 'Made by us at random.';

-- One request for help through one door, with the decision as it was made. Facts hold no names and no contact details.
create table referrals.referral (
  id uuid primary key,
  area text not null,
  reference referrals.reference not null constraint referral_reference_key unique,
  person_id uuid not null,
  door text not null,
  received_at timestamptz not null,
  outcome text not null,
  next_step text not null,
  is_urgent boolean not null,
  facts jsonb not null,
  decision jsonb not null,
  settings_revision int,
  plugin_version text,
  referrer jsonb,
  service text,
  organisation text,
  occasion int not null,
  declined_services text[] not null default '{}',
  accepted_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  is_demonstration boolean not null,
  -- What makes a post this post and no other: a hash of door and Idempotency-Key, and a hash of the body.
  request_id uuid constraint referral_request_key unique,
  request_sha256 bytea
);
create index referral_by_arrival on referrals.referral (area, received_at);
create index referral_by_person on referrals.referral (person_id);
select platform.guard_by_area('referrals.referral');
