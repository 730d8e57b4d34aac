-- A search may be removed together with its files, which then go before its rows do.

alter table deletions add column files bigint; -- 1 as long as files may be left
