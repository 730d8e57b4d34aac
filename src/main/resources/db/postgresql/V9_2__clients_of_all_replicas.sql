-- What the replicas of one service know together about clients; the embedded store has one process, which keeps it in memory.

alter table searches add column counted text collate "C"; -- the client that limits count it for, until it has ended
alter table searches add column targets bigint;           -- of the search, as limits count them
create index searches_by_counted on searches (counted) where ended is null and counted is not null;

-- secrets that all replicas need, made by the first of them; never exported
create table shared_secrets (
    name   text collate "C" not null primary key,
    secret text             not null -- in hex
);
