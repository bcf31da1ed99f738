-- What two addresses have in common however they are typed: the postcode and the first line, letters and digits only; null where either is missing.
create function people.address_key_of(address_lines text[], postcode text) returns text language sql immutable parallel safe
as $$ select nullif(lower(regexp_replace(postcode, '[^[:alnum:]]', '', 'g')), '') || '/'
  || nullif(lower(regexp_replace(address_lines[1], '[^[:alnum:]]', '', 'g')), '') $$;
