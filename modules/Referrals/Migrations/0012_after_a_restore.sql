-- After a restore to an older moment, links and sessions that were used or closed since would open again.
create function referrals.after_restore(taken_at timestamptz) returns text language plpgsql
as $$
begin
  update referrals.draft_link set used_at = now() where used_at is null;
  delete from referrals.visit;
  return 'Links to saved forms and open sessions are closed: people ask for new ones.';
end $$;
revoke execute on function referrals.after_restore(timestamptz) from public, workwell_runtime;
