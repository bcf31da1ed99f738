-- What somebody agreed to is never changed, only answered again.
select platform.deny('people.consent', 'update', 'delete', 'truncate');
select platform.deny('people.contact_change', 'update', 'delete', 'truncate');
select platform.deny('people.duplicate_decision', 'update', 'delete', 'truncate');
