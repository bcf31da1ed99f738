-- An area's administrators pause services (decision 0031).
select platform.open_to('workwell_office', 'partners.pause', 'select', 'insert', 'update', 'delete');
