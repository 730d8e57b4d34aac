-- Taken by SQLite and by PostgreSQL alike: only text and bigint, no sequences, no dialect.
-- Times are milliseconds since 1970 UTC; request, tally, problem and json are JSON text.

create table searches (
    id              text   not null primary key, -- sorts by creation
    request         text   not null,
    href            text   not null,
    client          text   not null,             -- who asked; empty where nobody is known
    owner           text   not null,             -- the process that drives, or last drove, it
    created         bigint not null,
    started         bigint,
    ended           bigint,
    phase           text   not null,
    outcome         text,
    tally           text   not null,
    millis          bigint,
    problem         text,
    last_seq        bigint not null,
    idempotency_key text,
    request_hash    text,
    unique (client, idempotency_key)
);

create index searches_by_phase on searches (phase, id);

create table events (
    search text   not null,
    seq    bigint not null,
    type   text   not null,
    time   bigint not null,
    json   text   not null, -- the line as clients get it
    primary key (search, seq)
);

-- what became of each file of a search: the fold of its file events
create table files (
    search      text not null,
    file        text not null,
    observation text,
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

-- what is known of each file of the mirror, whichever search fetched it
create table mirror (
    path            text   not null primary key,
    bytes           bigint not null,
    sha256          text   not null,
    etag            text,
    last_modified   text,
    listed_modified bigint,
    verified        text   not null, -- words with blanks between them
    checked         bigint not null
);
