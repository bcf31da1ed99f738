select platform.deny('trials.allocation', 'update', 'delete', 'truncate');
select platform.deny('trials.allocated_person', 'update', 'delete', 'truncate');
