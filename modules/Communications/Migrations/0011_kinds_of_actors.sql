-- An area's administrators queue invitations and read no message; operators see how many wait, and none of them (decision 0031).
select platform.open_to('workwell_office', 'communications.message', 'insert', 'select (area, id)');
select platform.open_to('workwell_operator', 'communications.message', 'select (area, channel, state, due_at)');
