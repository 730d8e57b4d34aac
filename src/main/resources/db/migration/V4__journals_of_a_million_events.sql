-- Events of some types, and files of one observation, are found without reading the whole journal.

create index events_by_type on events (search, type, seq);
create index files_by_observation on files (search, observation, file);
