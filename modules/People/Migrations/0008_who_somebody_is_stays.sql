-- How a person can be reached is corrected; who they are, and in which area, stays as the referral gave it. NHS numbers are encrypted again with newer keys.
select platform.deny('people.person', 'update', 'delete', 'truncate');
grant update (
    nhs_number, nhs_number_given, email, phone, phone_given, address_lines, postcode, language, preferred_channel, stopped_channels, voicemail_is_safe,
    safe_times, needs_interpreter, formats, never_call, is_in_danger, human_id)
  on people.person to workwell_runtime;
select platform.deny('people.undeliverable_address', 'update', 'truncate');
-- Hosts lock these rows, for which PostgreSQL asks for the right to change them.
select platform.deny('people.match_key', 'truncate');
-- Likely duplicates are found when they are asked for. Nothing has been written here since 0002.
select platform.deny('people.likely_duplicate', 'insert', 'update', 'delete', 'truncate');
