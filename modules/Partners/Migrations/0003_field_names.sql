-- The field's own words (decision 0026). No host of an earlier release runs beside this one.
alter table partners.hold rename to reservation;
alter table partners.reservation rename column held_at to reserved_at;
alter index partners.hold_pkey rename to reservation_pkey;
alter index partners.hold_by_service rename to reservation_by_service;

alter table partners.room rename to service_capacity;
alter table partners.service_capacity rename constraint room_is_left to capacity_is_left;
alter index partners.room_pkey rename to service_capacity_pkey;

alter table partners.gap rename to unmet_need;
alter index partners.gap_pkey rename to unmet_need_pkey;
alter index partners.gap_by_day rename to unmet_need_by_day;

update platform.denied set target = 'partners.reservation' where target = 'partners.hold';
update platform.denied set target = 'partners.service_capacity' where target = 'partners.room';
update platform.denied set target = 'partners.unmet_need' where target = 'partners.gap';
