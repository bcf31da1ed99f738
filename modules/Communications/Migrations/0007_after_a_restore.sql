-- After a restore to an older moment, what was due by now may have been sent since. A message is known to its carrier by the same id: it stands as one whose
-- host stopped while it was sending, so the carrier is asked, and where it cannot answer a person is. Carriers forget: after six days only a person is asked.
create function communications.after_restore(taken_at timestamptz) returns text language plpgsql
as $$
declare held bigint;
begin
  create temporary table in_doubt on commit drop as
    select m.area, m.id, m.attempt, m.channel, m.state,
      (select a.transport from communications.attempt a where a.channel = m.channel order by a.begun_at desc limit 1) as transport
    from communications.message m
    where m.state = 'sending' or (m.state = 'queued' and m.due_at <= now());
  insert into communications.attempt (begun_at, area, message_id, number, channel, transport, language, template, subject, body)
    select taken_at, d.area, d.id, d.attempt + 1, d.channel, coalesce(d.transport, 'not-known'), '', '', null, '(restored)' from in_doubt d;
  update communications.message m set
    attempt = m.attempt + 1,
    token = nextval('communications.claim_token'),
    reason = 'restored',
    state = case when taken_at > now() - interval '6 days' then 'sending' else 'unconfirmed' end,
    lease_until = case when taken_at > now() - interval '6 days' then now() - interval '1 hour' end,
    ended_at = case when taken_at > now() - interval '6 days' then null else now() end
  from in_doubt d where m.area = d.area and m.id = d.id;
  get diagnostics held = row_count;
  drop table in_doubt;
  return held || ' messages may have been sent since: their carriers are asked, and where they cannot answer, people (./workwell work).';
end $$;
revoke execute on function communications.after_restore(timestamptz) from public, workwell_runtime;
