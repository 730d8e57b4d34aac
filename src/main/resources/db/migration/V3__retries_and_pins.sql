-- A search may run again what failed in another, and be kept whatever its age.

alter table searches add column retry_of text;  -- the search whose failures it runs again
alter table searches add column pinned bigint;  -- 1 where retention must leave it alone
create index searches_by_retry on searches (retry_of);

-- searches that are being deleted, a page of rows after the other
create table deletions (
    search text not null primary key
);
create index searches_by_end on searches (ended);
