-- The field's own words (decision 0026), also in settings that served earlier, so that decisions made by them can be made again.
select set_config('workwell.areas', '*', true);
update areas.revision
set content = regexp_replace(regexp_replace(regexp_replace(content::text, '"standing":', '"evidenceLevel":', 'g'), '"anchor":', '"trigger":', 'g'),
    '"doors":', '"referralSources":', 'g')::jsonb,
  partners = regexp_replace(partners, '"standing"(\s*:)', '"evidenceLevel"\1', 'g');
