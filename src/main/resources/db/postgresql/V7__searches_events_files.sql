-- The store in PostgreSQL, 13 or newer, as migrations 1 to 7 of the embedded store leave theirs, and the columns of leases.
-- Text is compared by bytes, as the embedded store does, whatever the database's locale. Times are milliseconds since 1970 UTC,
-- except for the leases', which only the database's own clock writes and reads. request, tally, problem and json are JSON text.

create table searches (
    id              text collate "C" not null primary key, -- sorts by creation
    request         text not null,
    href            text not null,
    client          text collate "C" not null,              -- who asked; empty where nobody is known
    owner           text not null,                          -- the replica that drives, or last drove, it
    created         bigint not null,
    started         bigint,
    ended           bigint,
    phase           text not null,
    outcome         text,
    tally           text not null,
    millis          bigint,
    problem         text,
    last_seq        bigint not null,
    idempotency_key text collate "C",
    request_hash    text,
    retry_of        text collate "C",                       -- the search whose failures it runs again
    pinned          bigint,                                 -- 1 where retention must leave it alone
    term            bigint not null default 0,              -- grows with each owner: the fence of every append
    lease_until     timestamptz,                            -- null where nobody drives it
    takeovers       bigint not null default 0,              -- in a row from replicas that were lost, without a new event
    claimed_seq     bigint not null default 0,              -- last_seq when it was last taken over
    wish            text,                                   -- asked for at another replica: PAUSE, RESUME, CANCEL
    unique (client, idempotency_key)
);

create index searches_by_phase on searches (phase, id);
create index searches_by_client on searches (client, id);
create index searches_by_retry on searches (retry_of);
create index searches_by_end on searches (ended);
create index searches_by_lease on searches (lease_until) where ended is null;

create table events (
    search      text collate "C" not null,
    seq         bigint not null,
    type        text collate "C" not null,
    time        bigint not null,
    json        text not null,                              -- the line as clients get it
    observation text collate "C",                           -- null for most types
    primary key (search, seq)
);

create index events_by_type on events (search, type, seq);
create index events_by_observation on events (search, observation, seq) where observation is not null;

-- what became of each file of a search: the fold of its file events
create table files (
    search      text collate "C" not null,
    file        text collate "C" not null,
    observation text collate "C",
    url         text,
    state       text not null,
    bytes       bigint,
    sha256      text,
    modified    bigint,
    source      text,
    reason      text,
    problem     text,
    primary key (search, file)
);

create index files_by_observation on files (search, observation, file);

-- what is known of each file of the mirror, whichever search fetched it
create table mirror (
    path          text collate "C" not null primary key,
    bytes         bigint not null,
    sha256        text   not null,
    etag          text,
    last_modified text,
    verified      text   not null,                          -- words with blanks between them
    checked       bigint not null,
    url           text,                                     -- where it came from; etag and last_modified belong to it
    version       text,                                     -- as its listing showed it, where that tells versions apart
    stamp         text                                      -- the file system's size, time and identity when it was put there
);

-- searches that are being deleted, a page of rows after the other
create table deletions (
    search text collate "C" not null primary key
);
