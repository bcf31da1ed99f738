-- The scheduler's own tables are for its own statements; which version they have is for migrations.
select platform.deny('hangfire.schema', 'insert', 'update', 'delete', 'truncate');
select platform.deny('platform.background_job', 'truncate');
