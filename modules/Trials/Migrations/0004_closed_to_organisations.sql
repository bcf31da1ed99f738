select platform.close_to_organisations('trials.allocation');
select platform.close_to_organisations('trials.allocated_person');
