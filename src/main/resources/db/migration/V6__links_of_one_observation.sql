-- What was told of the links of one observation is found without reading the whole journal.

alter table events add column observation text; -- null for all other types

-- SQLite's word for it; PostgreSQL says json::json ->> 'observation'
update events set observation = json_extract(json, '$.observation')
    where type in ('observation.found', 'observation.linked', 'observation.unavailable', 'observation.failed');

create index events_by_observation on events (search, observation, seq) where observation is not null;
