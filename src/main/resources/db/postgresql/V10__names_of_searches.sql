-- A search may have a name that a person gave it.

alter table searches add column name text;
