-- The partners file that settings served with last, so that an area whose file has been broken goes on after a restart with the partners it had.
alter table areas.revision add column partners text;
grant update (partners) on areas.revision to workwell_runtime;
