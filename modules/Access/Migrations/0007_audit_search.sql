-- Who looked on a day. Entries lie in the order of their time, so an index of blocks is small and costs whoever writes next to nothing.
create index audit_entry_by_time on access.audit_entry using brin (at);
