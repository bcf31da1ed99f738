-- Settings are no secret, but every table that names an area holds to one rule, without exceptions.
select platform.guard_by_area('areas.revision');
