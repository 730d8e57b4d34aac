-- A retry may be limited to observations and files that a person picked.

alter table searches add column retry_only text;  -- JSON: observations, files; null where it is about all that failed
