-- What operators list, found without going through what went well.

create index deliveries_of_agency on deliveries (agency, id);

-- Empty while all goes well: the delivery that is accepted at once never enters it.
create index delivery_work_listed on delivery_work (state, id) where state in ('parked', 'needs-review', 'deferred');

create index delivery_outcomes_listed on delivery_outcomes (state, id) where state <> 'accepted';
