-- Files that a search's patterns exclude have a count of their own; earlier they were in files and skipped.
-- Events are not rewritten: the last event of a search that has ended keeps the tally as it was sent.

-- SQLite's functions; in PostgreSQL json_build_object and tally::json do the same
update searches set tally = json_set(tally,
        '$.files', json_extract(tally, '$.files') - told.excluded,
        '$.skipped', json_extract(tally, '$.skipped') - told.excluded,
        '$.excluded', told.excluded)
    from (select search, count(*) as excluded from events
        where type = 'file.skipped' and json_extract(json, '$.reason') = 'excluded' group by search) as told
    where told.search = searches.id;
