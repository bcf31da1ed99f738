-- A gap is counted for commissioners and never changed. Places are given back by deleting what holds them.
select platform.deny('partners.gap', 'update', 'delete', 'truncate');
select platform.deny('partners.hold', 'update', 'truncate');
select platform.deny('partners.room', 'delete', 'truncate');
select platform.deny('partners.pause', 'truncate');
