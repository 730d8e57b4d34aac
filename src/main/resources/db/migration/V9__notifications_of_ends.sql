-- Addresses that are notified when a search has ended.

create table notifications (
    search   text not null,
    number   bigint not null,              -- within the search, from 1
    url      text not null,
    state    text not null,                -- WAITING, DELIVERED, GIVEN_UP
    attempts bigint not null,
    due      bigint,                       -- when the next attempt may begin, once the search has ended; null for none
    created  bigint not null,
    result   text,                         -- of the last attempt, for people
    primary key (search, number)
);
create index notifications_by_due on notifications (due) where due is not null;
