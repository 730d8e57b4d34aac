-- The limits of each host, divided among the replicas; the embedded store has one process, which needs no shares.

-- requests that a replica may have under way at one host, until a moment of the database's clock
create table host_permits (
    host    text collate "C" not null,
    replica text collate "C" not null,
    permits integer not null,
    wanted  integer not null,
    until   timestamp with time zone not null,
    primary key (host, replica)
);

-- until when no replica begins a request to a host: it asked for that, or it failed and is left alone
create table host_pauses (
    host  text collate "C" not null primary key,
    until timestamp with time zone not null
);
