select platform.close_to_organisations('follow_ups.follow_up');
select platform.close_to_organisations('follow_ups.task');
select platform.close_to_organisations('follow_ups.concern_origin');
